using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Effects;

/// <summary>Fill a slot with a release, unless it has it already. Leads to <see cref="Events.SlotReady"/> or <see cref="Events.SlotFailed"/>.</summary>
/// <param name="Color">The slot.</param>
/// <param name="Release">The release.</param>
public sealed record ProvisionSlot(Color Color, ReleaseId Release) : RolloutEffect;
