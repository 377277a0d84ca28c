using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Otlp;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Ingest;

/// <summary>OTLP/HTTP: the answer has the content type of the request, and an error is a <c>google.rpc.Status</c>.</summary>
internal sealed class OtlpKind : IngestKind
{
    public static readonly OtlpKind Protobuf = new(BatchFormat.OtlpProtobuf, "otlp-protobuf", MediaType.Protobuf);
    public static readonly OtlpKind Json = new(BatchFormat.OtlpJson, "otlp-json", MediaType.Json);

    private readonly string _contentType;
    private readonly ReadOnlyMemory<byte> _success;

    private OtlpKind(BatchFormat format, string name, string contentType)
        : base(format, name)
    {
        _contentType = contentType;
        _success = OtlpResponses.Success(format);
    }

    // Exporters send no key, but they repeat the very bytes when an answer was lost.
    public override bool MatchContent => true;

    public override ValueTask AcceptAsync(HttpResponse response, int records) => WriteAsync(response, _contentType, _success);

    public override ValueTask RefuseAsync(HttpResponse response, Refusal refusal) =>
        WriteAsync(response, _contentType, OtlpResponses.Error(Format, refusal.RpcCode, refusal.Message));
}
