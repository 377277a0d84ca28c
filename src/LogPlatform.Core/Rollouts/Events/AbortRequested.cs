namespace LogPlatform.Core.Rollouts.Events;

/// <summary>A person stops the deployment before the switch.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why; may be empty.</param>
public sealed record AbortRequested(string Actor, string Reason) : RolloutEvent;
