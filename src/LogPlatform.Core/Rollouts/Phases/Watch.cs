using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>What the phases after the switch have in common: the candidate serves and is watched, and the way back is open.</summary>
internal static class Watch
{
    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => happening switch
    {
        CheckReported report => Judge(state, Evidence.Take(state, report, CheckStage.Bake, now), now),
        SlotFailed(var color, var detail) when color == state.Target => Breach(state, $"{Words.Of(color)} is lost{Words.Because(detail)}", now),
        SlotFailed(var color, var detail) when color == state.Before.Color && state.OldSlot != OldSlot.Lost =>
            (state with { OldSlot = OldSlot.Lost })
                .Tell(Rollout.Controller, $"the old slot is lost; a rollback will have to fill it first{Words.Because(detail)}", now)
                .Then(),
        RollbackRequested request => RollingBackPhase.Request(state, request, now),
        _ => Refusals.OrIgnore(state, happening),
    };

    /// <summary>Back without asking anybody; a person is asked only where going back could do harm.</summary>
    private static Decision Breach(RolloutState state, string what, DateTimeOffset now) => state.IsNotReversible
        ? state.Tell(Rollout.Controller, $"{what}; {state.Release} is not reversible: a person must decide", now).Then()
        : RollingBackPhase.Enter(state, state.OldSlot == OldSlot.Warm, Rollout.Controller, what, $"rolled back: {what}", now);

    private static Decision Judge(RolloutState before, RolloutState state, DateTimeOffset now)
    {
        var known = Evidence.Failing(before, CheckStage.Bake).Select(report => report.Check);
        var failing = Evidence.Failing(state, CheckStage.Bake).ExceptBy(known, report => report.Check).ToList();
        return failing.Count > 0 ? Breach(state, Evidence.Reasons(failing), now) : state.Then();
    }
}
