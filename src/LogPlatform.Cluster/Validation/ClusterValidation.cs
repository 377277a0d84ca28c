using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>
/// The mirror and the checks of the cluster: run by the gateway that is told to, fed by all. Another gateway shows what is mirrored, too. When a stage is stopped, other gateways
/// may mirror a moment longer, and what they send is ignored.
/// </summary>
internal sealed class ClusterValidation(ValidationRunner runner, StageFollower follower) : IValidation
{
    /// <inheritdoc/>
    public IReadOnlyList<CheckReport> Reports => runner.Reports;

    /// <inheritdoc/>
    public MirrorStatus? Mirror => runner.Mirror ?? follower.Mirror;

    /// <inheritdoc/>
    public IReadOnlyList<string> Mistakes(Strategy strategy) => runner.Mistakes(strategy);

    /// <inheritdoc/>
    public void Start(RolloutState deployment, CheckStage stage, Action<CheckReport> onVerdict) => runner.Start(deployment, stage, onVerdict);

    /// <inheritdoc/>
    public Task StopAsync() => runner.StopAsync();
}
