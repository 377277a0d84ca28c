using System.Text.Json;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Storage.Query;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Query;

/// <summary>Streams a search: pages are written as they are found, and the reader's pace is the search's.</summary>
internal sealed class SearchAnswer(IAsyncEnumerable<SearchPage> pages, Question question) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var output = httpContext.Response.BodyWriter;
        await using var enumerator = pages.GetAsyncEnumerator(httpContext.RequestAborted);

        // The first page comes before the head of the answer, so that what goes wrong at once is still an error and not half an answer.
        var more = await enumerator.MoveNextAsync();
        httpContext.Response.ContentType = MediaType.Json;
        await using var json = HitJson.Writer(output);
        json.WriteStartObject();
        json.WriteStartArray("records"u8);
        SearchCursor? next = null;
        QueryStats stats = default;
        while (more)
        {
            var page = enumerator.Current;
            (next, stats) = (page.Next, page.Stats);
            foreach (var hit in page.Hits)
            {
                HitJson.WriteHit(json, page.Records, hit);
            }

            await json.FlushAsync(httpContext.RequestAborted);
            await output.FlushAsync(httpContext.RequestAborted);
            more = await enumerator.MoveNextAsync();
        }

        json.WriteEndArray();
        WriteNext(json, next);
        HitJson.WriteStats(json, stats);
        json.WriteEndObject();
    }

    private void WriteNext(Utf8JsonWriter json, SearchCursor? next)
    {
        if (next is null)
        {
            json.WriteNull("next"u8);
        }
        else
        {
            json.WriteString("next"u8, new SearchToken(next, question.FromUnixNano, question.ToUnixNano).ToString());
        }
    }
}
