using LogPlatform.Gateway.Control.Deployments;
using LogPlatform.Gateway.Deployments;

namespace LogPlatform.Gateway.Control;

/// <summary>The whole status: what the dispatcher tells, with the last deployment and the alarms.</summary>
internal sealed class StatusReader(IPlatformStatus platform, IDeployments deployments)
{
    /// <summary>The platform now.</summary>
    public PlatformStatus Read() => platform.Snapshot() with
    {
        Deployment = deployments.Latest is { } latest ? DeploymentStatus.Of(latest) : null,
        Alarms = deployments.Alarms,
    };
}
