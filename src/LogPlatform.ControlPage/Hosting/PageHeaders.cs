using Microsoft.AspNetCore.Builder;

namespace LogPlatform.ControlPage.Hosting;

/// <summary>What every page tells the browser: only the page's own files run and are fetched, whatever a log record may try to smuggle in.</summary>
internal static class PageHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>Adds the headers to an endpoint's answers.</summary>
    public static void Add(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is not { } answer)
        {
            return;
        }

        endpoint.RequestDelegate = http =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";

            // Not "no-referrer": with that, browsers would send the log-in form without its origin.
            headers["Referrer-Policy"] = "same-origin";
            headers.CacheControl = "no-store";
            return answer(http);
        };
    }
}
