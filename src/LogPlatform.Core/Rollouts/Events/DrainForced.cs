namespace LogPlatform.Core.Rollouts.Events;

/// <summary>A person does not wait for the drain any longer: its generation is sealed, what it still holds is processed again.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why; may be empty.</param>
public sealed record DrainForced(string Actor, string Reason) : RolloutEvent;
