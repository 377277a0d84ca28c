using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>
/// On the way back: at once when the old slot is warm, after filling it when it is cold, and if a slot that was thought warm refuses, after one filling. Then both
/// generations that ended run out.
/// </summary>
internal static class RollingBackPhase
{
    public static Decision Request(RolloutState state, RollbackRequested request, DateTimeOffset now)
    {
        if (state.NoRollback is { } bar)
        {
            return Refusals.Refuse(state, $"It cannot be rolled back: {bar}.");
        }

        if (state.IsNotReversible && !request.Force)
        {
            return Refusals.Refuse(state, $"{state.Before.Release} may be unable to read what {state.Release} wrote; --force rolls back nevertheless.");
        }

        var why = Words.Because(request.Reason);
        return Enter(state, request.IsWarm, request.Actor, $"a rollback is asked for{why}", $"rolled back by {request.Actor}{why}", now);
    }

    public static Decision Enter(RolloutState state, bool isWarm, string actor, string message, string outcome, DateTimeOffset now)
    {
        var back = (state with { PendingOutcome = outcome, Outcome = null, EndedAt = null, Ledger = null, WarmUntil = null })
            .To(RolloutPhase.RollingBack, now, deadline: null)
            .Tell(actor, isWarm ? message : $"{message}; {Words.Of(state.Before.Color)} must be filled first", now);

        // The pointer first: stopping the checks may take a moment, and nothing they say matters any more.
        return isWarm
            ? (back with { OldSlot = OldSlot.Warm }).Then(Move(back), new StopChecks())
            : Fill(back, now).Then(new StopChecks(), back.FillOldSlot());
    }

    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => happening switch
    {
        PointerMoved(var pointer, var timing) when state.Restored is null && pointer == state.WayBack() => Arrive(state, pointer, timing, now),
        SwitchRefused(var detail) when state is { Restored: null, OldSlot: OldSlot.Warm } =>
            Fill(state, now).Tell(Rollout.Controller, $"{Words.Of(state.Before.Color)} must be filled first{Words.Because(detail)}", now).Then(state.FillOldSlot()),
        SwitchRefused(var detail) when state is { Restored: null, OldSlot: OldSlot.Refilled } => GiveUp(state, $"the switch was refused{Words.Because(detail)}", now),
        SlotReady(var color) when color == state.Before.Color && state.OldSlot == OldSlot.Filling =>
            (state with { OldSlot = OldSlot.Refilled, Deadline = null }).Tell(Rollout.Controller, $"{Words.Of(color)} has {state.Before.Release} again", now).Then(Move(state)),
        SlotFailed(var color, var detail) when color == state.Before.Color && state.OldSlot == OldSlot.Filling =>
            GiveUp(state, $"{Words.Of(color)} could not be filled{Words.Because(detail)}", now),
        Drained(var generation, var after) => Note(state, generation, after, now),
        DeadlinePassed(var detail) when state.OldSlot == OldSlot.Filling =>
            GiveUp(state, $"{Words.Of(state.Before.Color)} was not ready within {Words.Of(state.Strategy.ProvisionLimit)}{Words.Because(detail)}", now),
        DeadlinePassed(var detail) => Overdue.Report(state, detail, now),
        DrainForced(var actor, var reason) when state.Restored is not null || state.OldSlot == OldSlot.Lost =>
            Finish(state.Tell(actor, Overdue.Forced(state, reason), now), now),
        _ => Refusals.OrIgnore(state, happening),
    };

    /// <summary>The old slot is asked for once more; the effect that asks is the caller's.</summary>
    public static RolloutState Fill(RolloutState state, DateTimeOffset now) =>
        state with { OldSlot = OldSlot.Filling, Deadline = now + state.Strategy.ProvisionLimit };

    /// <summary>Everything that ended has run out, or a person does not wait for it any longer.</summary>
    public static Decision Finish(RolloutState state, DateTimeOffset now)
    {
        var last = state.Restored is null ? state.Before.Generation : state.Switched!.Generation;
        var ended = state with { Sealed = last };
        var end = state.Restored is null ? Endings.FailServing(ended, state.PendingOutcome!, now) : Endings.RollBack(ended, now);
        return end with { Effects = [new SealGeneration(last), .. end.Effects] };
    }

    private static MovePointer Move(RolloutState state) => new(state.Switched!, state.WayBack());

    private static Decision Arrive(RolloutState state, SlotPointer pointer, SwitchTiming timing, DateTimeOffset now)
    {
        var arrived = (state with { Restored = pointer, RollbackTiming = timing, OldSlot = OldSlot.None, IsDrainOverdue = false, Deadline = now + state.Strategy.DrainLimit })
            .Tell(Rollout.Controller, Words.Of(pointer), now);

        // A rollback during the first drain leaves two generations to run out.
        return state.IsOldGenerationSealed()
            ? arrived.Then(new AwaitDrain(state.Switched!.Generation))
            : arrived.Then(new AwaitDrain(state.Before.Generation), new AwaitDrain(state.Switched!.Generation));
    }

    private static Decision Note(RolloutState state, Generation generation, TimeSpan after, DateTimeOffset now)
    {
        if (generation == state.Before.Generation && !state.IsOldGenerationSealed())
        {
            var noted = state with { Sealed = generation, SwitchTiming = state.SwitchTiming is { } timing ? timing with { Drained = after } : null };
            return state.OldSlot == OldSlot.Lost || (state.Restored is not null && state.RollbackTiming?.Drained is not null)
                ? Finish(noted, now)
                : noted.Then(new SealGeneration(generation));
        }

        if (generation == state.Switched!.Generation && state is { Restored: not null, RollbackTiming.Drained: null })
        {
            var noted = state with { RollbackTiming = state.RollbackTiming with { Drained = after } };

            // Sealing a generation seals those before it: it must wait for the leases of the first one.
            return state.IsOldGenerationSealed() ? Finish(noted, now) : noted.Then();
        }

        return state.Then();
    }

    private static Decision GiveUp(RolloutState state, string why, DateTimeOffset now)
    {
        var outcome = $"the rollback could not be made: {why}";
        var given = state with { OldSlot = OldSlot.Lost, PendingOutcome = outcome, Deadline = now + state.Strategy.DrainLimit };
        return state.IsOldGenerationSealed()
            ? Endings.FailServing(given, outcome, now)
            : given.Tell(Rollout.Controller, $"{outcome}; generation {state.Before.Generation} has yet to run out", now).Then(new AwaitDrain(state.Before.Generation));
    }
}
