using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using LogPlatform.Storage.Query;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Query;

/// <summary>
/// Streams what is committed from now on as Server-Sent Events: <c>record</c> for each, <c>skipped</c> with how many the reader was too slow for,
/// and a comment as a sign of life when nothing happens.
/// </summary>
internal sealed class TailAnswer(Func<CancellationToken, IAsyncEnumerable<TailPage>> follow, TimeSpan heartbeat, TimeProvider time, CancellationToken closing) : IResult
{
    private static readonly byte[] RecordHead = "event: record\ndata: "u8.ToArray();
    private static readonly byte[] EventEnd = "\n\n"u8.ToArray();
    private static readonly byte[] SignOfLife = ": alive\n\n"u8.ToArray();

    private Task<bool> _next = Task.FromResult(false);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, closing);
        var output = httpContext.Response.BodyWriter;
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-cache";
        await using var pages = follow(ended.Token).GetAsyncEnumerator(ended.Token);
        _next = pages.MoveNextAsync().AsTask();
        try
        {
            // Sent at once, so that the client knows it is connected: records committed from here on are its.
            output.Write(SignOfLife);
            await output.FlushAsync(ended.Token);
            await FollowAsync(pages, output, ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The client left, or the gateway stops: either way the stream just ends.
        }
        catch (IOException)
        {
            // The storage went away under a record. It is too late to say so in a status; the end of the stream makes the client come back.
        }
        finally
        {
            // The pages cannot be disposed of while one of them is still waited for.
            await ended.CancelAsync();
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(IAsyncEnumerator<TailPage> pages, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = HitJson.Writer(output);
        while (true)
        {
            if (!await HappensAsync(_next, cancellationToken))
            {
                output.Write(SignOfLife);
            }
            else if (await _next)
            {
                Write(output, json, pages.Current);
                _next = pages.MoveNextAsync().AsTask();
            }
            else
            {
                return;
            }

            await output.FlushAsync(cancellationToken);
        }
    }

    private async Task<bool> HappensAsync(Task<bool> next, CancellationToken cancellationToken)
    {
        if (!next.IsCompleted)
        {
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(next, Task.Delay(heartbeat, time, timer.Token));
            await timer.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return next.IsCompleted;
    }

    private static void Write(PipeWriter output, Utf8JsonWriter json, TailPage page)
    {
        if (page.Skipped > 0)
        {
            output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"event: skipped\ndata: {{\"count\":{page.Skipped}}}\n\n")));
        }

        foreach (var hit in page.Hits)
        {
            // JSON has no line breaks outside of its escapes, so a record is one line of data.
            output.Write(RecordHead);
            HitJson.WriteHit(json, page.Records, hit);
            json.Flush();
            json.Reset();
            output.Write(EventEnd);
        }
    }
}
