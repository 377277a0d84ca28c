using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation;

/// <summary>Checks in this process.</summary>
internal sealed class StageJudge : IStageJudge
{
    /// <inheritdoc/>
    public IStageChecks Open(RolloutState deployment, CheckStage stage, Release release) => new StageChecks(deployment, stage, release);
}
