using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Security;

/// <summary>Where a request carries its key.</summary>
internal static class RequestKey
{
    private const string Bearer = "Bearer ";

    /// <summary>The key of a request: <c>Authorization: Bearer</c>, <c>X-Api-Key</c> or, as Serilog's Seq sink sends it, <c>X-Seq-ApiKey</c>.</summary>
    public static bool TryRead(HttpRequest request, out ReadOnlySpan<char> key)
    {
        var authorization = request.Headers.Authorization;
        if (authorization.Count == 1 && authorization[0] is { } bearer && bearer.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            key = bearer.AsSpan(Bearer.Length).Trim();
            return true;
        }

        if (request.Headers.TryGetValue("X-Api-Key", out var values) || request.Headers.TryGetValue("X-Seq-ApiKey", out values))
        {
            key = values.Count == 1 ? values[0] : string.Empty;
            return true;
        }

        key = default;
        return false;
    }
}
