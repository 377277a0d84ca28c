namespace LogPlatform.Contracts.Validation;

/// <summary>A stage that runs.</summary>
/// <param name="Attempt">Number of the attempt at it.</param>
/// <param name="Leader">The gateway with the controller.</param>
/// <param name="Stage">Number of <c>Core.Validation.CheckStage</c>.</param>
/// <param name="Deployment">The deployment without what has happened in it, JSON in UTF-8.</param>
/// <param name="IsMeasured">Whether the load is measured; before, it counts for nothing.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.StageOrder")]
public sealed record StageOrder(
    [property: Id(0)] long Attempt,
    [property: Id(1)] string Leader,
    [property: Id(2)] int Stage,
    [property: Id(3)] byte[] Deployment,
    [property: Id(4)] bool IsMeasured);
