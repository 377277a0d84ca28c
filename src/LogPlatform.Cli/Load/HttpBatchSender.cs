using System.Globalization;
using LogPlatform.Cli.Sending;

namespace LogPlatform.Cli.Load;

/// <summary>Sends batches over HTTP, one at a time.</summary>
internal sealed class HttpBatchSender : IBatchSender
{
    // Without retries a server that is down would be asked thousands of times a second.
    private static readonly TimeSpan PauseWithoutServer = TimeSpan.FromMilliseconds(100);

    private readonly BatchPoster _poster;
    private readonly TimeProvider _time;
    private readonly Uri _address;
    private readonly string _contentType;
    private readonly string _runId;

    /// <summary>Creates a sender.</summary>
    public HttpBatchSender(HttpClient http, LoadOptions options, string runId, string contentType, int connection, LoadTally tally, TimeProvider time)
    {
        // Quick at first: a server that restarts is back in a moment, and the run measures how soon.
        var policy = new RetryPolicy(options.RetryFor, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500));
        _poster = new BatchPoster(http, policy, time, options.Seed + connection) { OnAttempt = tally.OnAttempt, AnswerTimeout = options.AnswerTimeout };
        _time = time;
        _address = new Uri(options.Ingest, options.Protocol == LoadProtocol.Ndjson ? "/ingest" : "/v1/logs");
        _contentType = contentType;
        _runId = runId;
    }

    /// <inheritdoc/>
    public async ValueTask<BatchFate> SendAsync(BatchRange batch, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"load-{_runId}-{batch.First}");
        var result = await _poster.PostAsync(new BatchPost(_address, _contentType, body, Gzipped: false, key), cancellationToken);
        if (result.Fault is not null)
        {
            await Task.Delay(PauseWithoutServer, _time, cancellationToken);
        }

        return result.Outcome switch
        {
            PostOutcome.Accepted => RejectedCount.Of(result.Answer, _contentType) == 0 ? BatchFate.Acknowledged : BatchFate.Maybe,
            PostOutcome.Refused => BatchFate.Refused,
            _ => BatchFate.Maybe,
        };
    }

    /// <inheritdoc/>
    public ValueTask<bool> FinishAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
