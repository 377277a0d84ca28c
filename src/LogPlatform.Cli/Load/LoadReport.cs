namespace LogPlatform.Cli.Load;

/// <summary>How a run went.</summary>
public sealed record LoadReport
{
    /// <summary>Name of the run: the value of the attribute <c>load.run</c> of its records.</summary>
    public required string RunId { get; init; }

    /// <summary>From the start to the last answer.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Records sent, each counted once however often it was tried.</summary>
    public required long Sent { get; init; }

    /// <summary>Records the server acknowledged.</summary>
    public required long Acknowledged { get; init; }

    /// <summary>Bytes of the acknowledged batches, uncompressed.</summary>
    public required long AcknowledgedBytes { get; init; }

    /// <summary>Records the server refused.</summary>
    public required long Refused { get; init; }

    /// <summary>Records without a definite answer.</summary>
    public required long Maybe { get; init; }

    /// <summary>Attempts by status code; 0 for those without an answer.</summary>
    public required IReadOnlyDictionary<int, long> Answers { get; init; }

    /// <summary>Time to the acknowledgement of each batch; with a rate, counted from when it was due.</summary>
    public required LatencyHistogram Latency { get; init; }

    /// <summary>CPU time this process took meanwhile.</summary>
    public required TimeSpan GeneratorCpu { get; init; }

    /// <summary>Attempts that did not end with a 2xx.</summary>
    public long Failures => Answers.Where(answer => answer.Key is < 200 or > 299).Sum(answer => answer.Value);

    /// <summary>Acknowledged records a second.</summary>
    public double RecordsPerSecond => Elapsed > TimeSpan.Zero ? Acknowledged / Elapsed.TotalSeconds : 0;

    /// <summary>Acknowledged MiB a second.</summary>
    public double MebibytesPerSecond => Elapsed > TimeSpan.Zero ? AcknowledgedBytes / 1048576.0 / Elapsed.TotalSeconds : 0;
}
