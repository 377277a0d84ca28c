using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>The candidate gets the mirror, and the checks gather evidence; production is untouched.</summary>
internal static class ValidatingPhase
{
    public static Decision Enter(RolloutState state, DateTimeOffset now)
    {
        var ready = state.To(RolloutPhase.Validating, now, now + state.Strategy.ValidationLimit)
            .Tell(Rollout.Controller, $"{Words.Of(state.Target)} is ready with {state.Release}", now);
        RolloutEffect[] checks = CheckPlan.Of(state.Strategy, CheckStage.Validation).Count > 0 ? [new StartChecks(CheckStage.Validation)] : [];
        return Evidence.Open(ready, CheckStage.Validation).Count > 0 ? ready.Then(checks) : Promote(ready, checks, now);
    }

    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => happening switch
    {
        CheckReported report => Judge(state, Evidence.Take(state, report, CheckStage.Validation, now), now),
        SlotFailed(var color, var detail) when color == state.Target => Endings.FailUntouched(state, $"{Words.Of(color)} is lost{Words.Because(detail)}", now),
        DeadlinePassed(var detail) => Endings.FailUntouched(
            state,
            $"no verdict within {Words.Of(state.Strategy.ValidationLimit)}: {Evidence.Progress(state, CheckStage.Validation)}{Words.Because(detail)}",
            now),
        AbortRequested abort => Endings.Abort(state, abort, now),
        _ => Refusals.OrIgnore(state, happening),
    };

    private static Decision Judge(RolloutState before, RolloutState state, DateTimeOffset now)
    {
        if (ReferenceEquals(before, state))
        {
            return state.Then();
        }

        var failing = Evidence.Failing(state, CheckStage.Validation);
        return failing.Count > 0 ? Endings.FailUntouched(state, Evidence.Reasons(failing), now)
            : Evidence.Open(state, CheckStage.Validation).Count > 0 ? state.Then()
            : Promote(state, [], now);
    }

    private static Decision Promote(RolloutState state, RolloutEffect[] checks, DateTimeOffset now) =>
        state.Strategy.AutoPromote && !state.IsNotReversible
            ? SwitchingPhase.Enter(state, Rollout.Controller, CheckPlan.RequiredOf(state.Strategy, CheckStage.Validation).Count > 0 ? "every required check passes" : "no check is required", now)
            : AwaitingApprovalPhase.Enter(state, checks, now);
}
