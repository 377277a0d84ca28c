namespace LogPlatform.Cli.Rendering;

/// <summary>Counts of one value.</summary>
/// <param name="Value">The value; null for all others.</param>
/// <param name="Counts">Records in each bucket.</param>
internal sealed record HistogramSeries(string? Value, IReadOnlyList<long> Counts)
{
    /// <summary>All its records.</summary>
    public long Total => Counts.Sum();
}
