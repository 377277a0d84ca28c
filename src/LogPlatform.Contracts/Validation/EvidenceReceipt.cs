namespace LogPlatform.Contracts.Validation;

/// <summary>What became of evidence.</summary>
/// <param name="Attempt">The attempt that is in force; 0 when the check was not started here.</param>
/// <param name="Run">The run that is in force; 0 when the check was not started here.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.EvidenceReceipt")]
public readonly record struct EvidenceReceipt([property: Id(0)] long Attempt, [property: Id(1)] long Run);
