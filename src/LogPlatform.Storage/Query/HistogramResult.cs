namespace LogPlatform.Storage.Query;

/// <summary>How many records match over time.</summary>
/// <param name="FromUnixNano">Start of the first bucket, nanoseconds since the Unix epoch.</param>
/// <param name="BucketNanos">Width of a bucket, nanoseconds.</param>
/// <param name="Series">The series, the most frequent value first; the one of all other records, if there are any, last. Without grouping exactly one.</param>
/// <param name="Stats">What the query read.</param>
public sealed record HistogramResult(long FromUnixNano, long BucketNanos, IReadOnlyList<HistogramSeries> Series, QueryStats Stats);
