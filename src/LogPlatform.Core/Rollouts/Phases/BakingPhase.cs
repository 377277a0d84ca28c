using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>The candidate serves and is watched; the old slot is drained, warm, and gets the mirror.</summary>
internal static class BakingPhase
{
    public static Decision Enter(RolloutState state, string actor, string message, RolloutEffect[] effects, DateTimeOffset now)
    {
        var baking = state.To(RolloutPhase.Baking, now, now + state.Strategy.BakeTime).Tell(actor, message, now);
        var isUnwatched = state.Strategy.BakeTime == TimeSpan.Zero && Evidence.Failing(baking, CheckStage.Bake).Count == 0;
        return isUnwatched ? SucceededPhase.Enter(baking, effects, now) : baking.Then(effects);
    }

    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => happening switch
    {
        DeadlinePassed(var detail) => AtDeadline(state, detail, now),
        CheckReported => Finish(state, Watch.Decide(state, happening, now), now),
        SlotReady(var color) when color == state.Before.Color && state.OldSlot == OldSlot.Filling => Refilled(state, now),
        _ => Watch.Decide(state, happening, now),
    };

    private static Decision AtDeadline(RolloutState state, string detail, DateTimeOffset now)
    {
        if (Evidence.Open(state, CheckStage.Bake).Count == 0)
        {
            return SucceededPhase.Enter(state, [], now);
        }

        var limit = state.PhaseSince + state.Strategy.BakeLimit;
        if (now < limit)
        {
            return (state with { Deadline = limit })
                .Tell(Rollout.Controller, $"baked for {Words.Of(state.Strategy.BakeTime)}; waits for {Evidence.Progress(state, CheckStage.Bake)}", now)
                .Then();
        }

        var what = $"no verdict within {Words.Of(state.Strategy.BakeLimit)}: {Evidence.Progress(state, CheckStage.Bake)}{Words.Because(detail)}";
        return state.IsNotReversible
            ? Endings.FailServing(state, what, now)
            : RollingBackPhase.Enter(state, state.OldSlot == OldSlot.Warm, Rollout.Controller, what, $"rolled back: {what}", now);
    }

    /// <summary>The last verdict that was waited for after the bake time ends the bake at once.</summary>
    private static Decision Finish(RolloutState before, Decision judged, DateTimeOffset now)
    {
        var state = judged.State;
        var isOvertime = state.Phase == RolloutPhase.Baking && state.Deadline > state.PhaseSince + state.Strategy.BakeTime;
        return !ReferenceEquals(before, state) && isOvertime && Evidence.Open(state, CheckStage.Bake).Count == 0
            ? SucceededPhase.Enter(state, [], now)
            : judged;
    }

    private static Decision Refilled(RolloutState state, DateTimeOffset now)
    {
        RolloutEffect[] checks = CheckPlan.Of(state.Strategy, CheckStage.Bake).Count > 0 ? [new StartChecks(CheckStage.Bake)] : [];
        return (state with { OldSlot = OldSlot.Warm })
            .Tell(Rollout.Controller, $"{Words.Of(state.Before.Color)} has {state.Before.Release} again", now)
            .Then(checks);
    }
}
