using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>Validated; a person decides. The mirror and the checks go on, so that the evidence is not older than the approval.</summary>
internal static class AwaitingApprovalPhase
{
    public static Decision Enter(RolloutState state, RolloutEffect[] effects, DateTimeOffset now) =>
        state.To(RolloutPhase.AwaitingApproval, now, now + state.Strategy.ApprovalLimit)
            .Tell(Rollout.Controller, state.IsNotReversible ? $"validated, but {state.Release} is not reversible: a person must approve it" : "validated: a person must approve it", now)
            .Then(effects);

    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => happening switch
    {
        ApprovalGiven approval => Approve(state, approval, now),
        CheckReported report => Judge(Evidence.Take(state, report, CheckStage.Validation, now), now),
        SlotFailed(var color, var detail) when color == state.Target => Endings.FailUntouched(state, $"{Words.Of(color)} is lost{Words.Because(detail)}", now),
        DeadlinePassed => Endings.AbortUnapproved(state, now),
        AbortRequested abort => Endings.Abort(state, abort, now),
        _ => Refusals.OrIgnore(state, happening),
    };

    private static Decision Approve(RolloutState state, ApprovalGiven approval, DateTimeOffset now)
    {
        // A verdict can be withdrawn while the approval is waited for, by a node that starts again for example.
        if (Evidence.Open(state, CheckStage.Validation).Count > 0)
        {
            return Refusals.Refuse(state, $"It cannot be approved at the moment, a check has no verdict any more: {Evidence.Progress(state, CheckStage.Validation)}.");
        }

        return SwitchingPhase.Enter(state with { ApprovedBy = approval.Actor }, approval.Actor, $"approved{Words.Because(approval.Reason)}", now);
    }

    private static Decision Judge(RolloutState state, DateTimeOffset now)
    {
        var failing = Evidence.Failing(state, CheckStage.Validation);
        return failing.Count > 0 ? Endings.FailUntouched(state, Evidence.Reasons(failing), now) : state.Then();
    }
}
