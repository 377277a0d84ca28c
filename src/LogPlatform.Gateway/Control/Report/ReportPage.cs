using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Control.Report;

/// <summary>Answers with a page that has no scripts and needs nothing from elsewhere; a browser is told to run and load nothing else.</summary>
/// <param name="html">The whole page.</param>
internal sealed class ReportPage(string html) : IResult
{
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReportStyle.Css)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        return httpContext.Response.WriteAsync(html, httpContext.RequestAborted);
    }
}
