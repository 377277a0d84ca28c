using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>Done; the old slot is kept running for a while, and the way back stays open until a later deployment takes it.</summary>
internal static class SucceededPhase
{
    public static Decision Enter(RolloutState state, RolloutEffect[] effects, DateTimeOffset now)
    {
        var isLost = state.OldSlot == OldSlot.Lost;
        DateTimeOffset? until = isLost ? null : now + state.Strategy.KeepWarm;
        RolloutEffect[] clear = isLost ? [new StopSlot(state.Before.Color)] : [];
        var outcome = Words.Of(state.Switched!);
        return (state with { Outcome = outcome, EndedAt = now, WarmUntil = until })
            .To(RolloutPhase.Succeeded, now, until)
            .Tell(Rollout.Controller, outcome, now)
            .Then([.. effects, new StopChecks(), .. clear, new CloseLedger(state.Before.Generation)]);
    }

    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => happening switch
    {
        DeadlinePassed => Cool(state, now),
        SlotReady(var color) when color == state.Before.Color && state.OldSlot == OldSlot.Filling => (state with { OldSlot = OldSlot.Warm }).Then(),
        SlotFailed(var color, var detail) when color == state.Before.Color && state.WarmUntil is not null =>
            (state with { OldSlot = OldSlot.Lost, WarmUntil = null, Deadline = null })
                .Tell(Rollout.Controller, $"the old slot is lost; a rollback will have to fill it first{Words.Because(detail)}", now)
                .Then(new StopSlot(state.Before.Color)),
        RollbackRequested request => RollingBackPhase.Request(state, request, now),
        _ => Endings.Decide(state, happening, now),
    };

    /// <summary>The old slot is not kept any longer. It is drained: nothing is in it.</summary>
    public static Decision Cool(RolloutState state, DateTimeOffset now) =>
        (state with { OldSlot = OldSlot.None, WarmUntil = null, Deadline = null })
            .Tell(Rollout.Controller, $"{Words.Of(state.Before.Color)} is not kept warm any longer", now)
            .Then(new StopSlot(state.Before.Color));
}
