using LogPlatform.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>Sends a courier to every receiver.</summary>
internal sealed class WebhookNotifier(
    IOptions<NotificationOptions> options,
    IDeploymentStore store,
    INotificationCursor cursor,
    DeploymentChanges changes,
    IHttpClientFactory clients,
    TimeProvider time,
    ILogger<WebhookNotifier> logger) : BackgroundService
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "LogPlatform.Notifications";

    /// <summary>How long a receiver may take to answer.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(options.Value.Webhooks.Select(hook =>
        new WebhookCourier(hook, store, cursor, changes, clients.CreateClient(Client), time, logger).RunAsync(stoppingToken)));
}
