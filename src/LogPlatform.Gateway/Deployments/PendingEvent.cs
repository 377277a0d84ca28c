using LogPlatform.Core.Audit;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Events;

namespace LogPlatform.Gateway.Deployments;

/// <summary>An event that is to be decided.</summary>
/// <param name="Id">The deployment it happened to.</param>
/// <param name="Happening">What happened.</param>
/// <param name="Since">Timestamp from which a switch that follows from it is timed.</param>
internal sealed record PendingEvent(DeploymentId Id, RolloutEvent Happening, long Since)
{
    /// <summary>Facts about it that are in the audit log already.</summary>
    public HashSet<AuditFact> Written { get; } = [];
}
