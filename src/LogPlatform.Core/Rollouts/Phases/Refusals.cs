using LogPlatform.Core.Rollouts.Events;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>What a phase does with an event that it has no use for: a person hears why, everything else is late or a duplicate and means nothing.</summary>
internal static class Refusals
{
    public static Decision OrIgnore(RolloutState state, RolloutEvent happening) => new(state, [], happening switch
    {
        AbortRequested => Abort(state),
        ApprovalGiven => Approval(state),
        RollbackRequested => Rollback(state),
        DrainForced => $"Nothing is being drained: {Situation(state)}.",
        _ => null,
    });

    public static Decision Refuse(RolloutState state, string sentence) => new(state, [], sentence);

    private static string Abort(RolloutState state) => state.Phase switch
    {
        RolloutPhase.Switching => "The switch is being made: wait for it, then roll back.",
        RolloutPhase.Draining or RolloutPhase.Baking or RolloutPhase.Succeeded => "It is too late to abort, the switch is made: roll back instead.",
        _ => $"There is nothing to abort: {Situation(state)}.",
    };

    private static string Approval(RolloutState state) => state.Phase switch
    {
        RolloutPhase.Provisioning or RolloutPhase.Validating => $"It cannot be approved yet: {Situation(state)}.",
        _ => $"There is nothing to approve: {Situation(state)}.",
    };

    private static string Rollback(RolloutState state) => state.Phase switch
    {
        RolloutPhase.Provisioning or RolloutPhase.Validating or RolloutPhase.AwaitingApproval => "Nothing was switched yet: abort it instead.",
        RolloutPhase.Switching => "The switch is being made: wait for it, then roll back.",
        RolloutPhase.Failed when state.Switched is not null && state.Restored is null => $"It has ended ({state.Outcome}): deploy {state.Before.Release} to go back.",
        _ => $"There is nothing to roll back: {Situation(state)}.",
    };

    private static string Situation(RolloutState state) => state.Phase switch
    {
        RolloutPhase.Provisioning => "the slot is still being filled",
        RolloutPhase.Validating => "it is not validated yet",
        RolloutPhase.AwaitingApproval => "it waits for an approval",
        RolloutPhase.Switching => "the switch is being made",
        RolloutPhase.Draining => "it is switched, and the old slot drains",
        RolloutPhase.Baking => "it is switched, and being watched",
        RolloutPhase.RollingBack => "it is on the way back already",
        RolloutPhase.Succeeded => "it has succeeded",
        RolloutPhase.RolledBack => "it is rolled back",
        RolloutPhase.Aborted => "it was aborted",
        _ => $"it has failed ({state.Outcome})",
    };
}
