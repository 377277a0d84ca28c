namespace LogPlatform.Contracts.Validation;

/// <summary>What one gateway has collected at a stage.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Source">The gateway and when it began; never the same for two that collect.</param>
/// <param name="Mirror">What it has mirrored, JSON in UTF-8.</param>
/// <param name="IsWarm">Whether it has seen the candidate run long enough to be measured.</param>
/// <param name="Load">The load that it has seen, JSON in UTF-8; empty before it is measured.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.StageShare")]
public sealed record StageShare(
    [property: Id(0)] long Attempt,
    [property: Id(1)] string Source,
    [property: Id(2)] byte[] Mirror,
    [property: Id(3)] bool IsWarm,
    [property: Id(4)] byte[] Load);
