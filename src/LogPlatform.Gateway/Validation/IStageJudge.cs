using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation;

/// <summary>Where the checks of stages are.</summary>
internal interface IStageJudge
{
    /// <summary>The checks of a stage, without evidence.</summary>
    IStageChecks Open(RolloutState deployment, CheckStage stage, Release release);
}
