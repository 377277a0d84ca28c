namespace LogPlatform.Contracts.Validation;

/// <summary>What a check is to look at.</summary>
/// <param name="Attempt">Number of the attempt at the stage; it only grows.</param>
/// <param name="Run">How often the check was started in this attempt, from 1.</param>
/// <param name="Strategy">The deployment's strategy, JSON in UTF-8.</param>
/// <param name="Release">The candidate, JSON in UTF-8.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.CheckOrder")]
public sealed record CheckOrder(
    [property: Id(0)] long Attempt,
    [property: Id(1)] long Run,
    [property: Id(2)] byte[] Strategy,
    [property: Id(3)] byte[] Release);
