using LogPlatform.Silo.Slots;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LogPlatform.Silo.Hosting;

/// <summary>Ready is who has joined the cluster and has loaded what the slot is to run, if that is anything.</summary>
internal sealed class SlotReadiness(LoadedConfigurations configurations, IClusterMembershipService membership, ILocalSiloDetails silo) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress);
        return Task.FromResult((status, configurations.Current) switch
        {
            (not SiloStatus.Active, _) => HealthCheckResult.Unhealthy($"the silo is {status}"),
            (_, { Assignment: null }) => HealthCheckResult.Unhealthy("the slot's grain has not said yet what to load"),
            (_, { Refusal.Length: > 0 } loaded) => HealthCheckResult.Unhealthy(loaded.Refusal),
            (_, { Slot: null }) => HealthCheckResult.Healthy("ready; the slot has no release"),
            (_, { Slot: { } slot }) => HealthCheckResult.Healthy($"ready with release {slot.Configuration.Release}"),
        });
    }
}
