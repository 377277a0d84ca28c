using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Effects;

/// <summary>Say when no lease of a generation is left: <see cref="Events.Drained"/>.</summary>
/// <param name="Generation">The generation.</param>
public sealed record AwaitDrain(Generation Generation) : RolloutEffect;
