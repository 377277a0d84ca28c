using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Events;

/// <summary>The last lease of a generation was given back.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="After">How long after its end.</param>
public sealed record Drained(Generation Generation, TimeSpan After) : RolloutEvent;
