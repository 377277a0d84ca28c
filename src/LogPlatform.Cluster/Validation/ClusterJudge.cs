using LogPlatform.Cluster.Routing;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>Checks in grains, anywhere in the control cluster.</summary>
internal sealed class ClusterJudge(IGrainFactory grains, GatewayName name, TimeProvider time, ILogger<ClusterJudge> logger) : IStageJudge
{
    /// <inheritdoc/>
    public IStageChecks Open(RolloutState deployment, CheckStage stage, Release release) => new GrainChecks(grains, name, deployment, stage, release, time, logger);
}
