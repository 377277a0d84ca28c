using LogPlatform.Core.Rollouts;

namespace LogPlatform.Core.Ports;

/// <summary>How far a receiver has been told: everything of earlier deployments, and of this one the first entries of its timeline.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Entries">Entries of its timeline that are done with.</param>
public readonly record struct NotificationPosition(DeploymentId Deployment, int Entries);
