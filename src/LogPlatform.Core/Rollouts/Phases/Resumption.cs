using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>
/// How a deployment goes on after the program ended in the middle of it. What its last effects achieved is read off the pointer; the leases went with the program, so every
/// generation before the pointer's has run out, and every slot but the pointer's is empty. Sealing is asked for again, because it may not have been done.
/// </summary>
internal static class Resumption
{
    private const string Again = "the controller started again";

    public static Decision Decide(RolloutState state, SlotPointer pointer, DateTimeOffset now) => state.Phase switch
    {
        RolloutPhase.Provisioning or RolloutPhase.Validating or RolloutPhase.AwaitingApproval or RolloutPhase.Switching when pointer == state.Before => FromTheStart(state, now),
        RolloutPhase.Switching when pointer == state.Ahead() => IntoBake(state with { Switched = pointer }, now),
        RolloutPhase.Draining when pointer == state.Switched => IntoBake(state, now),
        RolloutPhase.Baking when pointer == state.Switched => OnWithBake(state, now),
        RolloutPhase.RollingBack when pointer == state.WayBack() =>
            RollingBackPhase.Finish((state with { Restored = pointer }).Tell(Rollout.Controller, $"{Again}; {Words.Of(pointer)}", now), now),
        RolloutPhase.RollingBack when pointer == state.Switched => OnWithRollback(state, now),
        RolloutPhase.Succeeded => Keep(state, pointer, now),
        RolloutPhase.RolledBack or RolloutPhase.Failed or RolloutPhase.Aborted => CloseLedger(state, now),
        _ => Endings.FailElsewhere(state, pointer, now),
    };

    /// <summary>The candidate is gone and what was learned of it with it; an approval of that evidence, too.</summary>
    private static Decision FromTheStart(RolloutState state, DateTimeOffset now) =>
        ProvisioningPhase.Enter(state with { Checks = [], IsNotReversible = false, ApprovedBy = null }, Rollout.Controller, $"{Again}; {Words.Of(state.Target)} is filled anew", now);

    private static Decision IntoBake(RolloutState state, DateTimeOffset now)
    {
        var drained = state with { Sealed = state.Before.Generation, OldSlot = OldSlot.Filling };
        var message = $"{Again}; {Words.Of(state.Switched!)}, and generation {state.Before.Generation} is drained";
        var decision = BakingPhase.Enter(drained, Rollout.Controller, message, [new SealGeneration(state.Before.Generation), state.FillOldSlot()], now);
        return decision with { State = Evidence.Drop(decision.State, CheckStage.Bake) };
    }

    /// <summary>The time of the bake goes on from where it was, its evidence begins anew.</summary>
    private static Decision OnWithBake(RolloutState state, DateTimeOffset now) =>
        Evidence.Drop(state with { OldSlot = OldSlot.Filling }, CheckStage.Bake)
            .Tell(Rollout.Controller, $"{Again}; {Words.Of(state.Before.Color)} is filled with {state.Before.Release} again", now)
            .Then(new SealGeneration(state.Before.Generation), state.FillOldSlot());

    private static Decision OnWithRollback(RolloutState state, DateTimeOffset now)
    {
        var told = state.Tell(Rollout.Controller, $"{Again}; the rollback goes on", now);
        return state.OldSlot == OldSlot.Lost
            ? RollingBackPhase.Finish(told, now)
            : (RollingBackPhase.Fill(told, now) with { Sealed = state.Before.Generation }).Then(new SealGeneration(state.Before.Generation), state.FillOldSlot());
    }

    private static Decision Keep(RolloutState state, SlotPointer pointer, DateTimeOffset now)
    {
        var warm = pointer != state.Switched && state.NoRollback is null ? Supersede(state, pointer, now)
            : state.WarmUntil is null ? null
            : state.WarmUntil <= now ? SucceededPhase.Cool(state, now)
            : (state with { OldSlot = OldSlot.Filling })
                .Tell(Rollout.Controller, $"{Again}; {Words.Of(state.Before.Color)} is filled with {state.Before.Release} again", now)
                .Then(state.FillOldSlot());
        var closing = CloseLedger(warm?.State ?? state, now);
        return closing with { Effects = [.. warm?.Effects ?? [], .. closing.Effects] };
    }

    private static Decision Supersede(RolloutState state, SlotPointer pointer, DateTimeOffset now) =>
        (state with { NoRollback = $"the pointer changed while the program was down, {Words.Of(pointer)}", OldSlot = OldSlot.None, WarmUntil = null, Deadline = null })
            .Tell(Rollout.Controller, $"{Again}; {Words.Of(pointer)}", now)
            .Then();

    private static Decision CloseLedger(RolloutState state, DateTimeOffset now)
    {
        if (state.Ledger is not null)
        {
            return state.Then();
        }

        RolloutEffect[] seal = state.Sealed == default ? [] : [new SealGeneration(state.Sealed)];
        return state.Tell(Rollout.Controller, $"{Again}; the ledger is drawn up", now).Then([.. seal, new CloseLedger(state.Before.Generation)]);
    }
}
