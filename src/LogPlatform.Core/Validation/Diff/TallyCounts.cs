namespace LogPlatform.Core.Validation.Diff;

/// <summary>The counts of a way to differ.</summary>
internal readonly record struct TallyCounts(long Records, long NoiseRecords, long Attributed, int Examples);
