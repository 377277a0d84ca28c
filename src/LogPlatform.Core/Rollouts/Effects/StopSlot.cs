using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Effects;

/// <summary>Stop the nodes of a slot that does not serve and is drained.</summary>
/// <param name="Color">The slot.</param>
public sealed record StopSlot(Color Color) : RolloutEffect;
