using LogPlatform.Core.Rollouts.Events;

namespace LogPlatform.Core.Rollouts;

/// <summary>The course of a deployment, as a pure function.</summary>
public static class Rollout
{
    /// <summary>What follows when <paramref name="happening"/> happens to <paramref name="state"/> at <paramref name="now"/>.</summary>
    public static Decision Decide(RolloutState state, RolloutEvent happening, DateTimeOffset now) => throw new NotImplementedException();
}
