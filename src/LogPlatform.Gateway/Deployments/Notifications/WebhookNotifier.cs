using LogPlatform.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>Sends a courier to every receiver.</summary>
internal sealed partial class WebhookNotifier(
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

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = logger;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Value.Webhooks.Select(hook => KeepGoingAsync(hook, stoppingToken)));

    private async Task KeepGoingAsync(WebhookOptions hook, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await new WebhookCourier(hook, store, cursor, changes, clients.CreateClient(Client), time, logger).RunAsync(stop);
            }
#pragma warning disable CA1031 // Telling about deployments must not end the program, nor hold up the other receivers.
            catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogCourierError(error);
                await Task.Delay(Rest, time, stop);
            }
        }
    }

    [LoggerMessage(EventId = 2425, EventName = "NotifierError", Level = LogLevel.Error, Message = "Notifications to a receiver failed; they go on shortly")]
    private partial void LogCourierError(Exception error);
}
