using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Deployments.Notifications;
using LogPlatform.Gateway.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Deployments;

/// <summary>Adds the deployment controller to a host.</summary>
public static class DeploymentExtensions
{
    /// <summary>
    /// Adds <see cref="IDeployments"/>, its controller and the notifications. The host provides the ports that it works on (<see cref="Core.Ports.IDeploymentStore"/>,
    /// <see cref="Core.Ports.IReleaseCatalog"/>, <see cref="Core.Ports.ISlotProvisioner"/>, <see cref="Core.Ports.ITrafficRouter"/>, <see cref="Core.Ports.IRecordStore"/>,
    /// <see cref="Core.Ports.IJournal"/>, <see cref="Core.Ports.IAuditLog"/>) and <see cref="Validation.IValidation"/>, and starts the slots before: the controller begins by
    /// asking the router for the pointer. Idempotent.
    /// </summary>
    public static IServiceCollection AddLogPlatformDeployments(this IServiceCollection services)
    {
        services.AddEngine(ServiceLifetime.Singleton);
        services.TryAddSingleton<IDeployments>(provider => provider.GetRequiredService<DeploymentController>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DeploymentController>(provider => provider.GetRequiredService<DeploymentController>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WebhookNotifier>());
        return services;
    }

    /// <summary>
    /// Adds what <see cref="DeploymentEngine"/> is made of, for a host in which the controller runs now and then: the host provides <see cref="IDeployments"/> and says when.
    /// </summary>
    public static IServiceCollection AddLogPlatformDeploymentEngine(this IServiceCollection services) => services.AddEngine(ServiceLifetime.Scoped);

    private static IServiceCollection AddEngine(this IServiceCollection services, ServiceLifetime lifetime)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<LedgerReader>();
        services.TryAddSingleton<DeploymentInstruments>();
        services.TryAddSingleton<DeploymentChanges>();
        services.TryAddSingleton<DeploymentLedgerReader>();
        services.TryAddSingleton<DeploymentRecorder>();
        services.TryAddSingleton<DeadlineDetail>();
        services.TryAddSingleton<EffectRunner>();
        Type[] run = [typeof(AlarmBoard), typeof(EffectLanes), typeof(RolloutLoop), typeof(SlotWatch), typeof(DeploymentController)];
        foreach (var part in run)
        {
            services.TryAdd(ServiceDescriptor.Describe(part, part, lifetime));
        }

        return services.AddNotifications();
    }

    private static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddOptions<NotificationOptions>().BindConfiguration(NotificationOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidation>());
        services.AddHttpClient(WebhookNotifier.Client, client => client.Timeout = WebhookNotifier.AttemptLimit)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.TryAddSingleton<INotificationCursor>(provider => new FileNotificationCursor(
            Path.Combine(provider.GetRequiredService<IOptions<GatewayOptions>>().Value.DataDirectory, "notifications.json"),
            provider.GetRequiredService<ILogger<FileNotificationCursor>>()));
        return services;
    }
}
