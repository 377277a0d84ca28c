using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>The vocabulary in which the phases are written.</summary>
internal static class Steps
{
    public static RolloutState To(this RolloutState state, RolloutPhase phase, DateTimeOffset now, DateTimeOffset? deadline) =>
        state with { Phase = phase, PhaseSince = now, Deadline = deadline };

    public static RolloutState Tell(this RolloutState state, string actor, string message, DateTimeOffset now) =>
        state with { Timeline = [.. state.Timeline, new TimelineEntry(now, state.Phase, actor, message)] };

    public static Decision Then(this RolloutState state, params IEnumerable<RolloutEffect> effects) => new(state, [.. effects]);

    /// <summary>The pointer that the switch is to publish.</summary>
    public static SlotPointer Ahead(this RolloutState state) => new(state.Target, state.Before.Generation.Next, state.Release);

    /// <summary>The pointer that the rollback is to publish.</summary>
    public static SlotPointer WayBack(this RolloutState state) => new(state.Before.Color, state.Switched!.Generation.Next, state.Before.Release);

    public static ProvisionSlot FillOldSlot(this RolloutState state) => new(state.Before.Color, state.Before.Release);

    public static bool IsOldGenerationSealed(this RolloutState state) => state.Sealed >= state.Before.Generation;
}
