namespace LogPlatform.Core.Filters.Values;

/// <summary>A number of a batch or a generation.</summary>
/// <param name="Number">The number.</param>
public sealed record CountValue(long Number) : FilterValue;
