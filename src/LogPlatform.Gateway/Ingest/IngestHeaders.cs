using System.Text;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Ingest;

/// <summary>What a request says about its body besides the form.</summary>
/// <param name="Gzip">Whether the body is compressed.</param>
/// <param name="IdempotencyKey">The client's key.</param>
/// <param name="Service">The service name for lines that carry none.</param>
internal readonly record struct IngestHeaders(bool Gzip, string? IdempotencyKey, string? Service)
{
    private const int MaxBytes = 255;

    /// <summary>Reads and checks them.</summary>
    public static Refusal? TryRead(HttpRequest request, out IngestHeaders headers)
    {
        headers = default;
        var encoding = request.Headers.ContentEncoding;
        var gzip = false;
        if (encoding.Count > 0)
        {
            gzip = encoding.Count == 1 && string.Equals(encoding[0], "gzip", StringComparison.OrdinalIgnoreCase);
            if (!gzip && (encoding.Count > 1 || !string.Equals(encoding[0], "identity", StringComparison.OrdinalIgnoreCase)))
            {
                return Refusal.ContentEncoding;
            }
        }

        string? key = null;
        if (request.Headers.TryGetValue("Idempotency-Key", out var keys))
        {
            key = keys.Count == 1 ? keys[0] : null;
            if (key is not { Length: >= 1 and <= MaxBytes } || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                return Refusal.IdempotencyKey;
            }
        }

        string? service = null;
        if (request.QueryString.HasValue && request.Query.TryGetValue("service", out var services) && services.Count > 0)
        {
            service = services[0];
            if (services.Count > 1 || Encoding.UTF8.GetByteCount(service!) > MaxBytes)
            {
                return Refusal.Service;
            }
        }

        headers = new IngestHeaders(gzip, key, string.IsNullOrEmpty(service) ? null : service);
        return null;
    }
}
