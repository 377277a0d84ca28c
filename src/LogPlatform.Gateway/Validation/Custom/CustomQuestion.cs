using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>What a custom check is told.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Release">The release under validation.</param>
/// <param name="Baseline">The release before.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Slot">The slot that has the release.</param>
internal sealed record CustomQuestion(DeploymentId Deployment, ReleaseId Release, ReleaseId Baseline, CheckStage Stage, Color Slot)
{
    public static CustomQuestion About(RolloutState deployment, CheckStage stage) =>
        new(deployment.Id, deployment.Release, deployment.Before.Release, stage, deployment.Target);
}
