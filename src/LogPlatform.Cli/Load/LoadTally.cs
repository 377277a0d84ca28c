namespace LogPlatform.Cli.Load;

/// <summary>Counts what a run sends and what it hears. Thread-safe.</summary>
internal sealed class LoadTally
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, long> _answers = [];
    private readonly LatencyHistogram _latency = new();
    private long _sent;
    private long _acknowledged;
    private long _bytes;

    /// <summary>An attempt ended; status 0 when it got no answer.</summary>
    public void OnAttempt(int status)
    {
        lock (_gate)
        {
            _answers[status] = _answers.GetValueOrDefault(status) + 1;
        }
    }

    /// <summary>A batch was sent, whatever came of it.</summary>
    public void OnSent(int records)
    {
        lock (_gate)
        {
            _sent += records;
        }
    }

    /// <summary>A batch was acknowledged.</summary>
    public void OnAcknowledged(int records, int bytes, TimeSpan latency)
    {
        lock (_gate)
        {
            _acknowledged += records;
            _bytes += bytes;
            _latency.Record(latency);
        }
    }

    /// <summary>The counts so far.</summary>
    public LoadProgress Progress(TimeSpan elapsed)
    {
        lock (_gate)
        {
            return new LoadProgress(elapsed, _sent, _acknowledged, _bytes);
        }
    }

    /// <summary>The counts at the end.</summary>
    public LoadReport Report(string runId, TimeSpan elapsed, long refused, long maybe, TimeSpan cpu)
    {
        lock (_gate)
        {
            var latency = new LatencyHistogram();
            latency.Add(_latency);
            return new LoadReport
            {
                RunId = runId,
                Elapsed = elapsed,
                Sent = _sent,
                Acknowledged = _acknowledged,
                AcknowledgedBytes = _bytes,
                Refused = refused,
                Maybe = maybe,
                Answers = new SortedDictionary<int, long>(_answers),
                Latency = latency,
                GeneratorCpu = cpu,
            };
        }
    }
}
