using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>The idle slot is being filled; production is untouched.</summary>
internal static class ProvisioningPhase
{
    public static Decision Enter(RolloutState state, string actor, string message, DateTimeOffset now) =>
        state.To(RolloutPhase.Provisioning, now, now + state.Strategy.ProvisionLimit)
            .Tell(actor, message, now)
            .Then(new ProvisionSlot(state.Target, state.Release));

    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => happening switch
    {
        SlotReady(var color) when color == state.Target => ValidatingPhase.Enter(state, now),
        SlotFailed(var color, var detail) when color == state.Target => Endings.FailUntouched(state, $"{Words.Of(color)} could not be filled{Words.Because(detail)}", now),
        DeadlinePassed(var detail) => Endings.FailUntouched(
            state, $"{Words.Of(state.Target)} was not ready within {Words.Of(state.Strategy.ProvisionLimit)}{Words.Because(detail)}", now),
        AbortRequested abort => Endings.Abort(state, abort, now),
        _ => Refusals.OrIgnore(state, happening),
    };
}
