namespace LogPlatform.Cli.Load;

/// <summary>Hands out the next records to send, and says when they are due: an open loop, so a slow server does not slow the demand.</summary>
internal sealed class LoadPace(LoadOptions options, TimeProvider time)
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(10);

    private readonly long _started = time.GetTimestamp();
    private readonly long _records = options.Records ?? LoadOptions.MaxRecords;
    private readonly TimeSpan _duration = options.Duration ?? (options.Records is null ? DefaultDuration : TimeSpan.MaxValue);
    private long _next;
    private volatile bool _stopped;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Takes the next batch; false when the run is over.</summary>
    public bool TryTake(out BatchRange batch)
    {
        batch = default;
        if (_stopped || (options.Rate is null && Elapsed >= _duration))
        {
            return false;
        }

        var first = Interlocked.Add(ref _next, options.BatchSize) - options.BatchSize;
        var due = options.Rate is { } rate ? TimeSpan.FromSeconds(first / rate) : TimeSpan.Zero;
        if (first >= _records || due >= _duration)
        {
            // Stays where it is: billions of refused takes must not overflow the counter.
            _stopped = true;
            return false;
        }

        batch = new BatchRange(first, (int)Math.Min(options.BatchSize, _records - first), due);
        return true;
    }

    /// <summary>Hands out nothing more.</summary>
    public void Stop() => _stopped = true;

    /// <summary>Waits until a batch is due.</summary>
    public async ValueTask WaitAsync(BatchRange batch, CancellationToken cancellationToken)
    {
        var wait = batch.Due - Elapsed;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>How late the answer to a batch came; with a rate counted from when it was due, not from when a connection was free to send it.</summary>
    public TimeSpan Latency(BatchRange batch, long sentTimestamp) =>
        options.Rate is null ? time.GetElapsedTime(sentTimestamp) : Elapsed - batch.Due;
}
