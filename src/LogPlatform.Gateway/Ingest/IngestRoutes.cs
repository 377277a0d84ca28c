using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Ingest;

/// <summary>Which form a request claims to have.</summary>
internal static class IngestRoutes
{
    // What clients send lines as when nobody told them better; curl's --data-binary says it is a form.
    private static readonly string[] LineTypes =
        [MediaType.Ndjson, MediaType.Json, "text/plain", "application/jsonl", "application/x-jsonlines", "application/octet-stream", "application/x-www-form-urlencoded"];

    /// <summary>OTLP is told apart by content type alone.</summary>
    public static (IngestKind Kind, Refusal? Refusal) Otlp(HttpRequest request) =>
        MediaType.Is(request.ContentType, MediaType.Protobuf) ? (OtlpKind.Protobuf, null)
        : MediaType.Is(request.ContentType, MediaType.Json) ? (OtlpKind.Json, null)
        : (OtlpKind.Json, new Refusal(RefusalReason.ContentType, "The content type must be application/x-protobuf or application/json."));

    /// <summary>NDJSON, unless the content type or the query says CLEF.</summary>
    public static (IngestKind Kind, Refusal? Refusal) Lines(HttpRequest request)
    {
        if (MediaType.Is(request.ContentType, MediaType.Clef) || (request.QueryString.HasValue && request.Query.ContainsKey("clef")))
        {
            return (LineKind.Clef, null);
        }

        var format = request.QueryString.HasValue ? (string?)request.Query["format"] : null;
        return format switch
        {
            "clef" => (LineKind.Clef, null),
            null or "" or "ndjson" when IsLines(request.ContentType) => (LineKind.Ndjson, null),
            null or "" or "ndjson" => (LineKind.Ndjson, new Refusal(RefusalReason.ContentType, "The content type must be application/x-ndjson, application/json, text/plain or application/vnd.serilog.clef.")),
            _ => (LineKind.Ndjson, new Refusal(RefusalReason.Parameter, "format must be ndjson or clef.")),
        };
    }

    /// <summary>The address of Seq, whose clients send CLEF.</summary>
    public static (IngestKind Kind, Refusal? Refusal) Seq(HttpRequest request) =>
        request.Path.Value?.EndsWith("/clef", StringComparison.OrdinalIgnoreCase) == true || Lines(request).Kind == LineKind.Clef
            ? (LineKind.Clef, null)
            : (LineKind.Clef, new Refusal(RefusalReason.ContentType, "Only CLEF is understood here: send application/vnd.serilog.clef or '?clef'."));

    private static bool IsLines(string? contentType)
    {
        if (contentType is null)
        {
            return true;
        }

        foreach (var type in LineTypes)
        {
            if (MediaType.Is(contentType, type))
            {
                return true;
            }
        }

        return false;
    }
}
