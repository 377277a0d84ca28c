using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Events;

/// <summary>A switch is published and stored.</summary>
/// <param name="Pointer">The pointer that holds now.</param>
/// <param name="Timing">How long it took.</param>
public sealed record PointerMoved(SlotPointer Pointer, SwitchTiming Timing) : RolloutEvent;
