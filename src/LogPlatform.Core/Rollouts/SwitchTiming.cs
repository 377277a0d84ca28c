namespace LogPlatform.Core.Rollouts;

/// <summary>How long a switch took.</summary>
/// <param name="Command">From the decision to switch to the publication of the pointer, persistence included.</param>
/// <param name="Converged">From the publication to the last moment in which a lease on the old generation could be granted, over all routers.</param>
/// <param name="Drained">From the publication to the return of the last lease on the old generation; null while it drains.</param>
public sealed record SwitchTiming(TimeSpan Command, TimeSpan Converged, TimeSpan? Drained);
