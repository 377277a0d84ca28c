using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Rollouts.Phases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts;

/// <summary>The course of a deployment, as a pure function.</summary>
public static class Rollout
{
    /// <summary>The actor of what no person did.</summary>
    public const string Controller = "controller";

    /// <summary>The first state of a deployment and what is to be done for it. The strategy must have passed <see cref="StrategyRules.Validate"/>.</summary>
    /// <param name="request">What is to be deployed, and how.</param>
    /// <param name="id">Its number.</param>
    /// <param name="before">The pointer that holds.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="now">The time.</param>
    public static Decision Start(DeployRequest request, DeploymentId id, SlotPointer before, string actor, DateTimeOffset now)
    {
        var asked = new RolloutState
        {
            Id = id,
            Version = 1,
            Release = request.Release,
            Before = before,
            Strategy = request.Strategy,
            Actor = actor,
            Reason = request.Reason,
            StartedAt = now,
            Phase = RolloutPhase.None,
            PhaseSince = now,
        };
        return ProvisioningPhase.Enter(asked, actor, $"{request.Release} goes to {Words.Of(asked.Target)}{Words.Because(request.Reason)}", now);
    }

    /// <summary>
    /// What follows when <paramref name="happening"/> happens to <paramref name="state"/> at <paramref name="now"/>. An event that comes too late, twice or too early changes
    /// nothing: the very same state, no effects, no refusal. Effects never come without a new state.
    /// </summary>
    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now)
    {
        var decision = happening switch
        {
            // A clock that was set back makes a deadline look passed that is not.
            DeadlinePassed when state.Deadline is null || now < state.Deadline => new Decision(state, []),
            Resumed(var pointer) => Resumption.Decide(state, pointer, now),
            _ => DecideIn(state, happening, now),
        };
        return ReferenceEquals(decision.State, state) ? decision : decision with { State = decision.State with { Version = state.Version + 1 } };
    }

    private static Decision DecideIn(RolloutState state, RolloutEvent happening, DateTimeOffset now) => state.Phase switch
    {
        RolloutPhase.Provisioning => ProvisioningPhase.Decide(state, happening, now),
        RolloutPhase.Validating => ValidatingPhase.Decide(state, happening, now),
        RolloutPhase.AwaitingApproval => AwaitingApprovalPhase.Decide(state, happening, now),
        RolloutPhase.Switching => SwitchingPhase.Decide(state, happening, now),
        RolloutPhase.Draining => DrainingPhase.Decide(state, happening, now),
        RolloutPhase.Baking => BakingPhase.Decide(state, happening, now),
        RolloutPhase.RollingBack => RollingBackPhase.Decide(state, happening, now),
        RolloutPhase.Succeeded => SucceededPhase.Decide(state, happening, now),
        RolloutPhase.RolledBack or RolloutPhase.Failed or RolloutPhase.Aborted => Endings.Decide(state, happening, now),
        _ => throw new ArgumentException($"A deployment cannot be in phase {state.Phase}.", nameof(state)),
    };
}
