using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Effects;

/// <summary>Switch. Leads to <see cref="Events.PointerMoved"/> or <see cref="Events.SwitchRefused"/>.</summary>
/// <param name="Expected">The pointer that must still hold.</param>
/// <param name="Next">The pointer that is to hold.</param>
public sealed record MovePointer(SlotPointer Expected, SlotPointer Next) : RolloutEffect;
