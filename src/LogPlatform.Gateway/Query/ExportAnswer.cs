using System.Buffers;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Storage.Query;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Query;

/// <summary>Streams all records of a search as NDJSON, each a line that can be ingested again.</summary>
internal sealed class ExportAnswer(IAsyncEnumerable<SearchPage> pages) : IResult
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var output = httpContext.Response.BodyWriter;
        await using var enumerator = pages.GetAsyncEnumerator(httpContext.RequestAborted);
        var more = await enumerator.MoveNextAsync();
        httpContext.Response.ContentType = MediaType.Ndjson;
        httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"logs.ndjson\"";
        await using var json = HitJson.Writer(output);
        while (more)
        {
            var page = enumerator.Current;
            foreach (var hit in page.Hits)
            {
                HitJson.WriteHit(json, page.Records, hit);
                await json.FlushAsync(httpContext.RequestAborted);
                json.Reset();
                output.Write(NewLine);
            }

            await output.FlushAsync(httpContext.RequestAborted);
            more = await enumerator.MoveNextAsync();
        }
    }
}
