namespace LogPlatform.Core.Rollouts.Events;

/// <summary>A person wants the release before back.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Force">Also when the release is not reversible.</param>
/// <param name="IsWarm">Whether the old slot has the release before and is ready, as the host sees it now.</param>
public sealed record RollbackRequested(string Actor, string Reason, bool Force, bool IsWarm) : RolloutEvent;
