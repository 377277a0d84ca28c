using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Gateway.Hosting;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Ingest;

/// <summary>NDJSON and CLEF.</summary>
internal sealed class LineKind : IngestKind
{
    public static readonly LineKind Ndjson = new(BatchFormat.Ndjson, "ndjson");
    public static readonly LineKind Clef = new(BatchFormat.Clef, "clef");

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private LineKind(BatchFormat format, string name)
        : base(format, name)
    {
    }

    // Two clients may well send the same line twice and mean it; only a key that the client supplies makes it a retry.
    public override bool MatchContent => false;

    public override ValueTask AcceptAsync(HttpResponse response, int records)
    {
        if (Format == BatchFormat.Clef)
        {
            response.StatusCode = StatusCodes.Status201Created;
            return WriteAsync(response, MediaType.Json, EmptyObject);
        }

        return WriteAsync(response, MediaType.Json, Encoding.UTF8.GetBytes($$"""{"accepted":{{records}}}"""));
    }

    public override ValueTask RefuseAsync(HttpResponse response, Refusal refusal) =>
        WriteAsync(response, MediaType.Problem, ProblemBody.Encode(refusal.Status, refusal.Message));
}
