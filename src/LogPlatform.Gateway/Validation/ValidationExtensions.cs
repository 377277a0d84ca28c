using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Rewinds;
using LogPlatform.Gateway.Validation.Custom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Validation;

/// <summary>Adds the mirror, the checks, rehearsals and rewinds to a host.</summary>
public static class ValidationExtensions
{
    /// <summary>
    /// Adds <see cref="IUnitTap"/>, <see cref="IValidation"/>, <see cref="ICustomChecks"/> and what rehearsals and rewinds are made of. The host provides the ports:
    /// <see cref="Core.Ports.ISlotProvisioner"/>, <see cref="Core.Ports.ITrafficRouter"/>, <see cref="Core.Ports.IReleaseCatalog"/>, <see cref="Core.Ports.ISampleRunner"/>,
    /// <see cref="Core.Ports.IJournal"/>, <see cref="Core.Ports.IRecordStore"/>, <see cref="Core.Ports.IRewindStore"/> and <see cref="Core.Ports.IAuditLog"/>. Idempotent.
    /// </summary>
    public static IServiceCollection AddLogPlatformValidation(this IServiceCollection services)
    {
        // Binding a section a second time would append to its lists.
        if (services.Any(service => service.ServiceType == typeof(UnitMirror)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddOptions<DispatchOptions>();
        services.AddOptions<MirrorOptions>().BindConfiguration(MirrorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddMirror().AddCustomChecks().AddJobParts();
    }

    /// <summary>Adds <see cref="IRehearsals"/> and <see cref="IRewinds"/>, run by this process from its start to its end; beside <see cref="AddLogPlatformValidation"/>. Idempotent.</summary>
    public static IServiceCollection AddLogPlatformJobs(this IServiceCollection services)
    {
        services.TryAddSingleton<IRehearsals, RehearsalService>();
        services.TryAddSingleton<RewindService>();
        services.TryAddSingleton<IRewinds>(provider => provider.GetRequiredService<RewindService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RewindService>(provider => provider.GetRequiredService<RewindService>()));
        return services;
    }

    private static IServiceCollection AddMirror(this IServiceCollection services)
    {
        services.TryAddSingleton<UnitMirror>();
        services.TryAddSingleton<IUnitTap>(provider => provider.GetRequiredService<UnitMirror>());
        services.TryAddSingleton<MirrorInstruments>();
        services.TryAddSingleton<SlotInstruments>();
        services.TryAddSingleton<StageServices>();
        services.TryAddSingleton<IStageJudge, StageJudge>();
        services.TryAddSingleton<ValidationRunner>();
        services.TryAddSingleton<IValidation>(provider => provider.GetRequiredService<ValidationRunner>());
        return services;
    }

    private static IServiceCollection AddCustomChecks(this IServiceCollection services)
    {
        services.AddOptions<CustomCheckList>().BindConfiguration(CustomCheckOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CustomCheckList>, CustomCheckValidation>());
        services.TryAddSingleton<CustomProbes>();
        services.TryAddSingleton<ICustomChecks>(provider => provider.GetRequiredService<IOptions<CustomCheckList>>().Value);
        return services;
    }

    private static IServiceCollection AddJobParts(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new UnitLane(provider.GetRequiredService<IOptions<MirrorOptions>>().Value.UnitLimit, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<RehearsalRun>();
        services.TryAddSingleton<IRewindJobs>(provider => new FileRewindJobs(
            Path.Combine(provider.GetRequiredService<IOptions<GatewayOptions>>().Value.DataDirectory, "rewinds")));
        services.TryAddSingleton<RewindRules>();
        services.TryAddSingleton<RewindStaging>();
        return services;
    }
}
