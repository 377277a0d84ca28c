using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Deployments;

/// <summary>What follows from what <see cref="IDeployments"/> tells.</summary>
internal static class DeploymentsExtensions
{
    /// <summary>
    /// The last deployment that is stored. <see cref="IDeployments.Latest"/> may be the one before for a moment where the controller is elsewhere, and who wants to roll back the last
    /// one means this.
    /// </summary>
    /// <exception cref="IOException">What is stored cannot be read.</exception>
    public static RolloutState? FindLatest(this IDeployments deployments) => deployments.List(default, 1) is [var last] ? deployments.Find(last.Id) : null;
}
