using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.ControlPage.Hosting;

/// <summary>The page's style, scripts and icon: resources of this assembly, each at an address that names its content, so that browsers may keep it for ever.</summary>
internal sealed class PageFiles
{
    private const int HashDigits = 12;

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["page.css"] = "text/css; charset=utf-8",
        ["theme.js"] = "text/javascript; charset=utf-8",
        ["page.js"] = "text/javascript; charset=utf-8",
        ["blazor.web.js"] = "text/javascript; charset=utf-8",
        ["icon.svg"] = "image/svg+xml",
    };

    private readonly Dictionary<string, PageFile> _files = Types.Keys.ToDictionary(name => name, Read, StringComparer.Ordinal);

    /// <summary>Where a file is served.</summary>
    public string AddressOf(string name) => $"/page/{_files[name].Hash}/{name}";

    /// <summary>Maps the files; they hold no data, so they need no session.</summary>
    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/page/{hash}/{name}", (Delegate)SendAsync).AllowAnonymous().ExcludeFromDescription();

    private async Task SendAsync(HttpContext http, string hash, string name)
    {
        if (!_files.TryGetValue(name, out var file) || file.Hash != hash)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept-Encoding";
        var isZipped = http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (isZipped)
        {
            headers.ContentEncoding = "gzip";
        }

        var bytes = isZipped ? file.Zipped : file.Bytes;
        http.Response.ContentType = Types[name];
        http.Response.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }

    private static PageFile Read(string name)
    {
        using var resource = typeof(PageFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        var content = bytes.ToArray();
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
        {
            zip.Write(content);
        }

        return new PageFile(Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits], content, zipped.ToArray());
    }

    private sealed record PageFile(string Hash, byte[] Bytes, byte[] Zipped);
}
