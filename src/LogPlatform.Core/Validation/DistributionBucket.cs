namespace LogPlatform.Core.Validation;

/// <summary>The samples between two bounds.</summary>
/// <param name="From">The lower bound.</param>
/// <param name="To">The upper bound, not included.</param>
/// <param name="Count">How many.</param>
public readonly record struct DistributionBucket(double From, double To, long Count);
