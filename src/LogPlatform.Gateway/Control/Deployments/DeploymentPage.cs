using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Control.Deployments;

/// <summary>A page of the history.</summary>
/// <param name="Deployments">This page, newest first, without checks and timelines: those are in each deployment's own report.</param>
/// <param name="Next">What to pass as <c>before</c> for the next page; null when this is the last.</param>
public sealed record DeploymentPage(IReadOnlyList<RolloutState> Deployments, DeploymentId? Next);
