using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.ControlPage.Hosting;

/// <summary>
/// Keeps other sites' pages off the page's connection. A web socket is a GET that a browser lets every page open, cookie included when it is another port of the same host, so the
/// rule for changing requests holds for it as well.
/// </summary>
internal sealed class CircuitOrigin(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var isForeign = http.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
            && (http.WebSockets.IsWebSocketRequest || http.Request.Headers.Origin.Count > 0)
            && !RequestOrigin.IsOurs(http.Request);
        if (!isForeign)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
