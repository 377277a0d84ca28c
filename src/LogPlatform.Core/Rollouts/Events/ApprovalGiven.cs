namespace LogPlatform.Core.Rollouts.Events;

/// <summary>A person approves the switch.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why; may be empty.</param>
public sealed record ApprovalGiven(string Actor, string Reason) : RolloutEvent;
