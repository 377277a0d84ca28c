using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Control.Deployments;
using LogPlatform.Gateway.Deployments;

namespace LogPlatform.Gateway.Control;

/// <summary>The whole status: what the dispatcher tells, with the fingerprints that the nodes report, the last deployment and the alarms.</summary>
internal sealed class StatusReader(IPlatformStatus platform, IDeployments deployments, ISlotProvisioner slots)
{
    /// <summary>The platform now.</summary>
    public PlatformStatus Read()
    {
        var status = platform.Snapshot();
        return status with
        {
            Slots = [.. status.Slots.Select(WithFingerprints)],
            Deployment = deployments.Latest is { } latest ? DeploymentStatus.Of(latest) : null,
            Alarms = deployments.Alarms,
        };
    }

    private SlotStatus WithFingerprints(SlotStatus slot)
    {
        var reported = (slots.Find(slot.Color)?.Nodes ?? []).ToLookup(node => node.Name, node => node.Configuration.Hex);
        return slot with { Nodes = [.. slot.Nodes.Select(node => node with { Fingerprint = reported[node.Name].FirstOrDefault(hex => hex.Length > 0) })] };
    }
}
