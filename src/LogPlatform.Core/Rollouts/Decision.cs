using LogPlatform.Core.Rollouts.Effects;

namespace LogPlatform.Core.Rollouts;

/// <summary>What follows from an event. The host stores <see cref="State"/>, then performs <see cref="Effects"/> in order, then tells.</summary>
/// <param name="State">The state that holds now.</param>
/// <param name="Effects">What is to be done; each may be done again after a crash without harm.</param>
/// <param name="Refusal">Why a command was refused, for whoever gave it; null when the event was taken. State and effects are then unchanged and empty.</param>
public sealed record Decision(RolloutState State, IReadOnlyList<RolloutEffect> Effects, string? Refusal = null);
