using LogPlatform.Core.Batches;

namespace LogPlatform.Gateway.Mirror;

/// <summary>What came of a unit that was sent through a slot beside production.</summary>
/// <param name="Result">The answer, which the receiver disposes; null when there was none.</param>
/// <param name="Failure">Why there was none; null when there was.</param>
internal readonly record struct LaneAnswer(WorkResult? Result, string? Failure);
