using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>The decision to switch is stored; the pointer moves as soon as that is done. Short, and without a deadline: the router answers.</summary>
internal static class SwitchingPhase
{
    public static Decision Enter(RolloutState state, string actor, string why, DateTimeOffset now) =>
        state.To(RolloutPhase.Switching, now, deadline: null)
            .Tell(actor, $"{why}: the pointer moves to {Words.Of(state.Target)}", now)
            .Then(new MovePointer(state.Before, state.Ahead()));

    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => happening switch
    {
        PointerMoved(var pointer, var timing) when pointer == state.Ahead() => DrainingPhase.Enter(state with { Switched = pointer, SwitchTiming = timing }, now),
        SwitchRefused(var detail) => Endings.FailUntouched(state, $"the switch was refused{Words.Because(detail)}", now),
        _ => Refusals.OrIgnore(state, happening),
    };
}
