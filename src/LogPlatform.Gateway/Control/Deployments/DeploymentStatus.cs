using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Control.Deployments;

/// <summary>The last deployment, in short.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Release">The release that is deployed.</param>
/// <param name="Phase">Where it is.</param>
/// <param name="Since">Since when.</param>
/// <param name="Deadline">Until when something must have happened; null when nothing is due.</param>
/// <param name="Message">What happened last, or why it ended as it did, in one sentence.</param>
public sealed record DeploymentStatus(DeploymentId Id, ReleaseId Release, RolloutPhase Phase, DateTimeOffset Since, DateTimeOffset? Deadline, string Message)
{
    internal static DeploymentStatus Of(RolloutState state) => new(
        state.Id,
        state.Release,
        state.Phase,
        state.PhaseSince,
        state.Deadline,
        state.Outcome ?? (state.Timeline is [.., var last] ? last.Message : string.Empty));
}
