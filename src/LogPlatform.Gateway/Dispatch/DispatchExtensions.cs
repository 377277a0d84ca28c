using LogPlatform.Core.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>Adds the dispatcher to a host.</summary>
public static class DispatchExtensions
{
    /// <summary>
    /// Adds the dispatcher. The host provides <see cref="ILeaseSource"/>, <see cref="IRecordStore"/> and <see cref="IBatchQuarantine"/>, and starts the slots before.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="journal">The journal of what this process is to dispatch; the host's <see cref="IJournal"/> when it is left out.</param>
    public static IServiceCollection AddLogPlatformDispatch(this IServiceCollection services, Func<IServiceProvider, IJournal>? journal = null)
    {
        services.AddOptions<DispatchOptions>().BindConfiguration("LogPlatform:Dispatch").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ShutdownOptions>().BindConfiguration("LogPlatform:Shutdown").ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<LeasedRecords>();
        return services.AddHostedService(provider =>
            ActivatorUtilities.CreateInstance<DispatchHost>(provider, journal?.Invoke(provider) ?? provider.GetRequiredService<IJournal>()));
    }
}
