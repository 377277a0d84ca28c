using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control.Page;

/// <summary>The page at <c>/</c>: one file without anything from elsewhere, which reads the API like everybody else. It holds no data itself, so it needs no key.</summary>
internal sealed class StatusPage
{
    private readonly byte[] _html = ReadFile();
    private readonly string _policy;

    public StatusPage()
    {
        // Only the page's own script and style run, whatever a log record may try to smuggle in.
        var text = Encoding.UTF8.GetString(_html);
        _policy = $"default-src 'none'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; script-src {HashOf(text, "script")}; style-src {HashOf(text, "style")}";
    }

    /// <summary>Maps the page.</summary>
    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/", (Delegate)ServeAsync).AllowAnonymous().ExcludeFromDescription();

    private async Task ServeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        // Not "no-referrer": with that, browsers would send the log-in form without its origin.
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = _html.Length;
        await http.Response.BodyWriter.WriteAsync(_html, http.RequestAborted);
    }

    private static string HashOf(string html, string element)
    {
        var start = html.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        var content = html[start..html.IndexOf($"</{element}>", start, StringComparison.Ordinal)];
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
    }

    private static byte[] ReadFile()
    {
        using var stream = typeof(StatusPage).Assembly.GetManifestResourceStream("status.html") ?? throw new InvalidOperationException("The page is not in the assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
