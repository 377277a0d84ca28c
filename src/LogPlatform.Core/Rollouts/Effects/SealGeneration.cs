using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Effects;

/// <summary>Make the store refuse commits of a generation and of all before it.</summary>
/// <param name="Generation">The generation.</param>
public sealed record SealGeneration(Generation Generation) : RolloutEffect;
