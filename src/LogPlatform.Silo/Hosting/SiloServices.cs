using LogPlatform.Silo.Slots;
using LogPlatform.Silo.Units;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        return services;
    }
}
