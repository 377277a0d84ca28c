using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Events;

/// <summary>The host started again and holds the stored state: effects may or may not have been performed, slots other than the active one are empty, nothing is leased.</summary>
/// <param name="Pointer">The pointer that is stored.</param>
public sealed record Resumed(SlotPointer Pointer) : RolloutEvent;
