using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>How a deployment ends, and what may still happen to one that has.</summary>
internal static class Endings
{
    /// <summary>It did not come to a switch.</summary>
    public static Decision FailUntouched(RolloutState state, string outcome, DateTimeOffset now) => Clear(state, RolloutPhase.Failed, Rollout.Controller, outcome, now);

    public static Decision Abort(RolloutState state, AbortRequested abort, DateTimeOffset now) =>
        Clear(state, RolloutPhase.Aborted, abort.Actor, $"aborted by {abort.Actor}{Words.Because(abort.Reason)}", now);

    public static Decision AbortUnapproved(RolloutState state, DateTimeOffset now) =>
        Clear(state, RolloutPhase.Aborted, Rollout.Controller, $"nobody approved it within {Words.Of(state.Strategy.ApprovalLimit)}", now);

    /// <summary>It came to a switch and cannot be finished or taken back; the candidate goes on serving. The old generation is sealed, so the old slot may go.</summary>
    public static Decision FailServing(RolloutState state, string why, DateTimeOffset now) =>
        End(state, RolloutPhase.Failed, Rollout.Controller, $"{why}; {state.Release} keeps serving", now)
            .Then(new StopChecks(), new StopSlot(state.Before.Color), new CloseLedger(state.Before.Generation));

    /// <summary>The pointer is not where the deployment left it. Nothing is stopped: the program has just started, and only the slot that serves is filled.</summary>
    public static Decision FailElsewhere(RolloutState state, SlotPointer pointer, DateTimeOffset now) =>
        End(state, RolloutPhase.Failed, Rollout.Controller, $"the pointer changed while the program was down: {Words.Of(pointer)}", now)
            .Then(new CloseLedger(state.Before.Generation));

    public static Decision RollBack(RolloutState state, DateTimeOffset now) =>
        End(state, RolloutPhase.RolledBack, Rollout.Controller, state.PendingOutcome!, now)
            .Then(new StopSlot(state.Target), new CloseLedger(state.Before.Generation));

    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => happening switch
    {
        LedgerClosed(var ledger) when !ledger.Equals(state.Ledger) =>
            (state with { Ledger = ledger }).Tell(Rollout.Controller, ledger.IsBalanced ? "the ledger is closed and balances" : "the ledger is closed and does not balance", now).Then(),
        Superseded(var by) when state.NoRollback is null =>
            (state with { NoRollback = $"deployment {by} came after it", OldSlot = OldSlot.None, WarmUntil = null, Deadline = null })
                .Tell(Rollout.Controller, $"deployment {by} follows", now)
                .Then(),
        _ => Refusals.OrIgnore(state, happening),
    };

    private static Decision Clear(RolloutState state, RolloutPhase phase, string actor, string outcome, DateTimeOffset now) =>
        End(state, phase, actor, outcome, now).Then(new StopChecks(), new StopSlot(state.Target), new CloseLedger(state.Before.Generation));

    private static RolloutState End(RolloutState state, RolloutPhase phase, string actor, string outcome, DateTimeOffset now) =>
        (state with { Outcome = outcome, PendingOutcome = null, EndedAt = now, OldSlot = OldSlot.None })
            .To(phase, now, deadline: null)
            .Tell(actor, outcome, now);
}
