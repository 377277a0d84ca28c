using System.Net;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Security;

/// <summary>
/// Tells requests of our own page and of programs from those that another site's page makes a browser send. A browser attaches the cookie, and
/// reaches loopback addresses, on behalf of any page; it does not let that page set a header of its own or hide its origin.
/// </summary>
internal static class RequestOrigin
{
    public const string Header = "X-LogPlatform-Request";

    /// <summary>Whether the request cannot be another site's doing: it has our header, or the origin of our own page.</summary>
    public static bool IsOurs(HttpRequest request)
    {
        if (request.Headers.ContainsKey(Header))
        {
            return true;
        }

        var origin = request.Headers.Origin;
        return origin.Count == 1 && string.Equals(origin[0], $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Whether a request may be served without a key: it names this machine (a foreign name that resolves to a loopback address is a rebinding
    /// attack) and no other site's page sent it.
    /// </summary>
    public static bool IsLocal(HttpRequest request) =>
        NamesThisMachine(request.Host.Host) && (request.Headers.Origin.Count == 0 || IsOurs(request));

    private static bool NamesThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address) && IPAddress.IsLoopback(address));
}
