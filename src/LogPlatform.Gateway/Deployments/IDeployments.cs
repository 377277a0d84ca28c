using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Deployments;

/// <summary>The deployment controller, as the API, the control page and tests use it. Commands are carried out one after the other.</summary>
public interface IDeployments
{
    /// <summary>The last deployment with what its checks say at this moment, or a moment ago where the controller is elsewhere; null when there was none.</summary>
    RolloutState? Latest { get; }

    /// <summary>What stands in the way of a deployment or needs a person, in sentences; usually empty.</summary>
    IReadOnlyList<Alarm> Alarms { get; }

    /// <summary>A deployment with its full report; null when there is none with that number.</summary>
    RolloutState? Find(DeploymentId id);

    /// <summary>Deployments before <paramref name="before"/> (the default value: all), newest first, at most <paramref name="most"/>.</summary>
    IReadOnlyList<RolloutState> List(DeploymentId before, int most);

    /// <summary>Starts a deployment. Returns when it is stored and under way.</summary>
    Task<CommandResult> DeployAsync(DeployRequest request, string actor, CancellationToken cancellationToken);

    /// <summary>Approves the switch.</summary>
    Task<CommandResult> ApproveAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken);

    /// <summary>Stops a deployment before the switch.</summary>
    Task<CommandResult> AbortAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken);

    /// <summary>Goes back to the release before. Returns when the pointer has moved, or is on its way because the old slot must be filled first.</summary>
    Task<CommandResult> RollbackAsync(DeploymentId id, string actor, string reason, bool force, CancellationToken cancellationToken);

    /// <summary>Ends a drain that takes too long.</summary>
    Task<CommandResult> ForceDrainAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken);
}
