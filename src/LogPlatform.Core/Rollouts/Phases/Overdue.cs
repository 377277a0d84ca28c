namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>What is said of a drain that takes too long. It is never ended by time: only the last lease ends it, or a person.</summary>
internal static class Overdue
{
    public static Decision Report(RolloutState state, string detail, DateTimeOffset now) =>
        (state with { IsDrainOverdue = true, Deadline = null })
            .Tell(Rollout.Controller, $"{Left(state)} not drained within {Words.Of(state.Strategy.DrainLimit)}{Words.Because(detail)}", now)
            .Then();

    public static string Forced(RolloutState state, string reason) => $"{Left(state)} not waited for any longer{Words.Because(reason)}";

    private static string Left(RolloutState state)
    {
        var isFirst = !state.IsOldGenerationSealed();
        var isSecond = state is { Restored: not null, RollbackTiming.Drained: null };
        return isFirst && isSecond ? $"generations {state.Before.Generation} and {state.Switched!.Generation} are"
            : $"generation {(isFirst ? state.Before : state.Switched!).Generation} is";
    }
}
