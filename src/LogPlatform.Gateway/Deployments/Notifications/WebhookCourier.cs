using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogPlatform.Core.Ports;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>Tells one receiver everything, in order, at least once. How it fares is its own affair: every receiver has its courier.</summary>
internal sealed partial class WebhookCourier(
    WebhookOptions hook,
    IDeploymentStore store,
    INotificationCursor cursor,
    DeploymentChanges changes,
    HttpClient http,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    private readonly ILogger _logger = logger;
    private readonly Uri _url = new(hook.Url);
    private readonly byte[]? _secret = string.IsNullOrEmpty(hook.Secret) ? null : Encoding.UTF8.GetBytes(hook.Secret);

    // Addresses of receivers often carry a secret, so neither the file nor the log has more of them than the host.
    private readonly string _name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hook.Url)))[..16];

    /// <summary>Runs until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (cursor.Find(_name) is not { } position)
        {
            // A new receiver wants to hear what happens, not what happened.
            position = DeploymentNotices.End(store);
            Remember(position);
        }

        while (true)
        {
            var changed = changes.Next;
            while (DeploymentNotices.Next(store, position) is var (notice, behind))
            {
                await DeliverAsync(notice, behind, stop);
                position = behind;
                Remember(position);
            }

            await changed.WaitAsync(stop);
        }
    }

    private async Task DeliverAsync(DeploymentNotice notice, NotificationPosition behind, CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(notice, NotificationJson.Default.DeploymentNotice);
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                ShouldHandle = attempt => ValueTask.FromResult(IsFailure(attempt.Outcome.Exception, stop) && time.GetUtcNow() - notice.At < GiveUpAfter),
                OnRetry = retry =>
                {
                    if (retry.AttemptNumber == 0)
                    {
                        LogNotificationError(_url.Authority, notice.Deployment.Value, retry.Outcome.Exception?.Message ?? string.Empty);
                    }

                    return default;
                },
            })
            .Build();
        try
        {
            await pipeline.ExecuteAsync(async token => await PostAsync(body, behind, token), stop);
        }
        catch (Exception failure) when (IsFailure(failure, stop))
        {
            LogNotificationDropped(failure, _url.Authority, notice.Deployment.Value, notice.Phase.ToString());
        }
    }

    private async Task PostAsync(byte[] body, NotificationPosition behind, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-LogPlatform-Delivery", $"{behind.Deployment}-{behind.Entries}");
        if (_secret is not null)
        {
            request.Headers.Add("X-LogPlatform-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(_secret, body))}");
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    // The time limit of an attempt shows as a cancellation that nobody asked for.
    private static bool IsFailure(Exception? failure, CancellationToken stop) =>
        failure is HttpRequestException || (failure is OperationCanceledException && !stop.IsCancellationRequested);

    private void Remember(NotificationPosition position)
    {
        try
        {
            cursor.Save(_name, position);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogCursorError(failure, _url.Authority);
        }
    }

    [LoggerMessage(EventId = 2421, EventName = "NotificationError", Level = LogLevel.Warning, Message = "{Receiver} could not be told about deployment {Deployment}; it is tried again for a day: {Detail}")]
    private partial void LogNotificationError(string receiver, long deployment, string detail);

    [LoggerMessage(EventId = 2422, EventName = "NotificationDropped", Level = LogLevel.Error, Message = "{Receiver} was not told that deployment {Deployment} is {Phase}: it could not be reached for a day")]
    private partial void LogNotificationDropped(Exception failure, string receiver, long deployment, string phase);

    [LoggerMessage(EventId = 2423, EventName = "NotificationCursorError", Level = LogLevel.Warning, Message = "How far {Receiver} was told could not be written; after a restart it is told again")]
    private partial void LogCursorError(Exception failure, string receiver);
}
