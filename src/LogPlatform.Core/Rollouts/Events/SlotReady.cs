using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Events;

/// <summary>Every node of a slot is up with the release that was asked for.</summary>
/// <param name="Color">The slot.</param>
public sealed record SlotReady(Color Color) : RolloutEvent;
