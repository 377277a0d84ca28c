using LogPlatform.Core.Batches;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Ingest;

/// <summary>One form in which batches arrive over HTTP, and how its clients expect to be answered.</summary>
internal abstract class IngestKind(BatchFormat format, string name)
{
    /// <summary>The form of the bytes.</summary>
    public BatchFormat Format { get; } = format;

    /// <summary>The name on metrics and traces.</summary>
    public string Name { get; } = name;

    /// <summary>Whether identical bytes within the idempotency window are a retry.</summary>
    public abstract bool MatchContent { get; }

    /// <summary>Answers that the batch is durable.</summary>
    public abstract ValueTask AcceptAsync(HttpResponse response, int records);

    /// <summary>Answers that the batch was not taken. Status and retry headers are set already.</summary>
    public abstract ValueTask RefuseAsync(HttpResponse response, Refusal refusal);

    protected static async ValueTask WriteAsync(HttpResponse response, string contentType, ReadOnlyMemory<byte> body)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!body.IsEmpty)
        {
            await response.BodyWriter.WriteAsync(body);
        }
    }
}
