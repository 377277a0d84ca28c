namespace LogPlatform.Contracts.Processing;

/// <summary>What became of the records of a batch.</summary>
/// <param name="Id">The batch.</param>
/// <param name="Committed">Records to store.</param>
/// <param name="Quarantined">Records that could not be processed.</param>
/// <param name="Dropped">Records that a rule dropped.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.BatchCounts")]
public readonly record struct BatchCounts(
    [property: Id(0)] long Id,
    [property: Id(1)] int Committed,
    [property: Id(2)] int Quarantined,
    [property: Id(3)] int Dropped);
