namespace LogPlatform.Core.Validation;

/// <summary>How a quantity is distributed over the samples of one side.</summary>
/// <param name="Name">Whose, <c>baseline</c> or <c>candidate</c>.</param>
/// <param name="Unit">The unit of the bounds.</param>
/// <param name="Buckets">The buckets that hold samples, in rising order.</param>
public sealed record Distribution(string Name, string Unit, IReadOnlyList<DistributionBucket> Buckets);
