namespace LogPlatform.Contracts.Validation;

/// <summary>What is known of the stage that runs.</summary>
/// <param name="Order">The stage; null when none runs.</param>
/// <param name="Shares">What every gateway has collected that was heard of lately.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.StageNews")]
public sealed record StageNews([property: Id(0)] StageOrder? Order, [property: Id(1)] StageShare[] Shares);
