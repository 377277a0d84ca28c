namespace LogPlatform.Core.Rollouts.Events;

/// <summary>What happens to a deployment: a person's command, what an effect led to, or time.</summary>
public abstract record RolloutEvent;
