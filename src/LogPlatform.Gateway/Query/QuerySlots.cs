using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Query;

/// <summary>Bounds how many queries and tails run at once. Nobody queues: whoever finds no slot is told to come back.</summary>
internal sealed class QuerySlots(IOptions<QueryLimits> limits) : IDisposable
{
    private readonly SemaphoreSlim _queries = new(limits.Value.MaxQueries);
    private readonly SemaphoreSlim _tails = new(limits.Value.MaxTails);

    /// <summary>Runs a query in a slot.</summary>
    public Task QueryAsync(HttpContext http, Func<Task<IResult>> query) => RunAsync(_queries, http, query);

    /// <summary>Runs a tail in a slot.</summary>
    public Task TailAsync(HttpContext http, Func<Task<IResult>> tail) => RunAsync(_tails, http, tail);

    /// <summary>A slot for a query; null when there is none. Whoever gets it disposes it.</summary>
    public IDisposable? TryQuery() => TryTake(_queries);

    /// <summary>A slot for a tail; null when there is none. Whoever gets it disposes it.</summary>
    public IDisposable? TryTail() => TryTake(_tails);

    public void Dispose()
    {
        _queries.Dispose();
        _tails.Dispose();
    }

    private static Taken? TryTake(SemaphoreSlim slots) => slots.Wait(TimeSpan.Zero) ? new Taken(slots) : null;

    private static async Task RunAsync(SemaphoreSlim slots, HttpContext http, Func<Task<IResult>> run)
    {
        using var slot = TryTake(slots);
        if (slot is null)
        {
            http.Response.Headers.RetryAfter = "2";
            await Busy().ExecuteAsync(http);
            return;
        }

        try
        {
            await (await run()).ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client left; nobody is there to be answered.
        }
    }

    private static ProblemHttpResult Busy() =>
        TypedResults.Problem("Too many queries are running; try again shortly.", statusCode: StatusCodes.Status429TooManyRequests);

    private sealed class Taken(SemaphoreSlim slots) : IDisposable
    {
        private SemaphoreSlim? _slots = slots;

        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Release();
    }
}
