using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts;

/// <summary>What is to be deployed, and how.</summary>
/// <param name="Release">The release.</param>
/// <param name="Strategy">How.</param>
/// <param name="Reason">Why; may be empty.</param>
public sealed record DeployRequest(ReleaseId Release, Strategy Strategy, string Reason = "");
