namespace LogPlatform.Core.Filters.Values;

/// <summary>A time.</summary>
/// <param name="UnixNano">Nanoseconds since the Unix epoch.</param>
public sealed record TimeValue(long UnixNano) : FilterValue;
