using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>The candidate serves; leases on the old slot run out.</summary>
internal static class DrainingPhase
{
    public static Decision Enter(RolloutState state, DateTimeOffset now)
    {
        // Checks of the validation still run: the bake's replace them, or nothing does.
        RolloutEffect checks = CheckPlan.Of(state.Strategy, CheckStage.Bake).Count > 0 ? new StartChecks(CheckStage.Bake) : new StopChecks();
        return (state with { OldSlot = OldSlot.Warm }).To(RolloutPhase.Draining, now, now + state.Strategy.DrainLimit)
            .Tell(Rollout.Controller, Words.Of(state.Switched!), now)
            .Then(new AwaitDrain(state.Before.Generation), checks);
    }

    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => happening switch
    {
        Drained(var generation, var after) when generation == state.Before.Generation => Bake(
            state with { SwitchTiming = state.SwitchTiming is { } timing ? timing with { Drained = after } : null },
            Rollout.Controller,
            $"generation {generation} is drained after {Words.Of(after)}",
            now),
        DrainForced(var actor, var reason) => Bake(state, actor, Overdue.Forced(state, reason), now),
        DeadlinePassed(var detail) => Overdue.Report(state, detail, now),
        _ => Watch.Decide(state, happening, now),
    };

    private static Decision Bake(RolloutState state, string actor, string message, DateTimeOffset now) =>
        BakingPhase.Enter(state with { Sealed = state.Before.Generation }, actor, message, [new SealGeneration(state.Before.Generation)], now);
}
