namespace LogPlatform.Contracts.Validation;

/// <summary>One look at the nodes of both releases.</summary>
/// <param name="Baseline">Those of the old one.</param>
/// <param name="Candidate">Those of the new one.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.NodesEvidence")]
public sealed record NodesEvidence([property: Id(0)] NodeEvidence[] Baseline, [property: Id(1)] NodeEvidence[] Candidate);
