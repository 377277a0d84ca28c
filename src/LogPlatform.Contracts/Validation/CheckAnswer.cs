namespace LogPlatform.Contracts.Validation;

/// <summary>What a check says.</summary>
/// <param name="Attempt">The attempt that is in force; 0 when the check was not started here.</param>
/// <param name="Run">The run that is in force; 0 when the check was not started here.</param>
/// <param name="Report">Its report, JSON in UTF-8; empty when it was not started here.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.CheckAnswer")]
public sealed record CheckAnswer([property: Id(0)] long Attempt, [property: Id(1)] long Run, [property: Id(2)] byte[] Report);
