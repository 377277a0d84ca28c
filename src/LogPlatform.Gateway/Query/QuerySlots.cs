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

    public void Dispose()
    {
        _queries.Dispose();
        _tails.Dispose();
    }

    private static async Task RunAsync(SemaphoreSlim slots, HttpContext http, Func<Task<IResult>> run)
    {
        if (!await slots.WaitAsync(TimeSpan.Zero, http.RequestAborted))
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
        finally
        {
            slots.Release();
        }
    }

    private static ProblemHttpResult Busy() =>
        TypedResults.Problem("Too many queries are running; try again shortly.", statusCode: StatusCodes.Status429TooManyRequests);
}
