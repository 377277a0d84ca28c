using LogPlatform.Silo.Slots;
using LogPlatform.Silo.Units;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Storage;

namespace LogPlatform.Silo.Hosting;

/// <summary>What makes an Orleans silo one of ours.</summary>
internal static class SiloServices
{
    /// <summary>Adds the grains' services, the agent and what follows the slot.</summary>
    public static IServiceCollection AddSlotNode(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SiloNodeOptions>().BindConfiguration(SiloNodeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SlotInstruments>();
        services.AddSingleton<LoadedConfigurations>();
        services.AddSingleton<UnitInstruments>();
        services.AddSingleton<UnitLanes>();
        services.AddSingleton<SiloReports>();
        services.AddSingleton<SiloAgents>();
        services.AddGrainService<SiloAgent>();
        services.AddSingleton<SlotFollower>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SlotFollower>());

        // State is stored as it travels, by aliases and numbers: names in the code may change.
        services.AddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>();

        // A silo that is killed is out after six seconds. Its probes are answered by threads that no unit can take.
        services.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        });
        return services;
    }
}
