using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>What a receiver is told: a deployment entered a phase.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Release">The release that it deploys.</param>
/// <param name="Phase">The phase that it entered.</param>
/// <param name="Previous">The phase that it left; null at the beginning.</param>
/// <param name="Actor">Who caused it.</param>
/// <param name="Message">What happened, in one sentence.</param>
/// <param name="At">When.</param>
/// <param name="Generation">The generation that serves in that phase.</param>
internal sealed record DeploymentNotice(
    DeploymentId Deployment,
    ReleaseId Release,
    RolloutPhase Phase,
    RolloutPhase? Previous,
    string Actor,
    string Message,
    DateTimeOffset At,
    Generation Generation);
