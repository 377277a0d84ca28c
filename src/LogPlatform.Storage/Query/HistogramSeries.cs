namespace LogPlatform.Storage.Query;

/// <summary>Counts by bucket.</summary>
/// <param name="Value">The value of the grouping field that is counted; null for everything that has no series of its own, and without grouping.</param>
/// <param name="Counts">Number of records in each bucket.</param>
public sealed record HistogramSeries(string? Value, IReadOnlyList<long> Counts);
