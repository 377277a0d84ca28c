namespace LogPlatform.Gateway.Control.Jobs;

/// <summary>What is to be rehearsed, as a client sends it.</summary>
public sealed record RehearsalOrder
{
    /// <summary>The release to try; it must exist.</summary>
    public string? Release { get; init; }

    /// <summary>Start of the window: RFC 3339, 'now', '-30m', or a Unix time in s, ms, us or ns.</summary>
    public string? From { get; init; }

    /// <summary>End of the window, not included; as <see cref="From"/>. Now when it is left out.</summary>
    public string? To { get; init; }

    /// <summary>Most batches to compare, the latest of the window; 0 is no limit.</summary>
    public long MaxBatches { get; init; }
}
