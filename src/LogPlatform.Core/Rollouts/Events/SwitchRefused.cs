namespace LogPlatform.Core.Rollouts.Events;

/// <summary>A switch was not made; the pointer is where it was.</summary>
/// <param name="Detail">Why.</param>
public sealed record SwitchRefused(string Detail) : RolloutEvent;
