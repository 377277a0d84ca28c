namespace LogPlatform.Core.Rollouts.Events;

/// <summary>A later deployment takes the old slot: this one can no longer be rolled back.</summary>
/// <param name="By">The later one.</param>
public sealed record Superseded(DeploymentId By) : RolloutEvent;
