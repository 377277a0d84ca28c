using LogPlatform.Core.Rollouts;

namespace LogPlatform.Core.Ports;

/// <summary>The deployments that ever were, each with its last state.</summary>
public interface IDeploymentStore
{
    /// <summary>The last deployment; null when there was none.</summary>
    RolloutState? Latest();

    /// <summary>One deployment; null when there is none with that number.</summary>
    RolloutState? Find(DeploymentId id);

    /// <summary>Deployments before <paramref name="before"/> (the default value: all), newest first, at most <paramref name="most"/>.</summary>
    IReadOnlyList<RolloutState> List(DeploymentId before, int most);

    /// <summary>
    /// Stores a state, if <see cref="RolloutState.Version"/> is one more than that of the stored one (1 for a new deployment with the next number). Durable when
    /// the task completes; false when somebody else was first.
    /// </summary>
    /// <exception cref="IOException">It could not be written.</exception>
    ValueTask<bool> TrySaveAsync(RolloutState state, CancellationToken cancellationToken);
}
