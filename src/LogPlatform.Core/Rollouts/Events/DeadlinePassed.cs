namespace LogPlatform.Core.Rollouts.Events;

/// <summary>The time is at or after <see cref="RolloutState.Deadline"/>.</summary>
/// <param name="Detail">What the host sees that explains it, such as what is still in flight; may be empty.</param>
public sealed record DeadlinePassed(string Detail) : RolloutEvent;
