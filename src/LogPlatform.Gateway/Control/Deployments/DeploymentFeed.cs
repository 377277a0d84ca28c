using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace LogPlatform.Gateway.Control.Deployments;

/// <summary>
/// Streams the last deployment as Server-Sent Events: <c>deployment</c> when it changes and once a second while it is under way, <c>alive</c> when nothing happens.
/// How many follow it at once is bounded.
/// </summary>
internal sealed class DeploymentFeed(IDeployments deployments, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    private const int MostReaders = 64;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Progress = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _readers = new(MostReaders);

    /// <summary>Answers a request with the stream, until the client leaves or the gateway stops.</summary>
    public async Task SendAsync(HttpContext http)
    {
        if (!await _readers.WaitAsync(TimeSpan.Zero, http.RequestAborted))
        {
            await Problems.TooMany(http, "Too many clients follow the deployments; try again shortly.").ExecuteAsync(http);
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await TypedResults.ServerSentEvents(FollowAsync(ended.Token)).ExecuteAsync(http);
        }
        catch (OperationCanceledException)
        {
            // The client left, or the gateway stops: either way the stream just ends.
        }
        finally
        {
            _readers.Release();
        }
    }

    public void Dispose() => _readers.Dispose();

    private async IAsyncEnumerable<SseItem<RolloutState?>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RolloutState? shown = null;
        long? sentAt = null;
        while (true)
        {
            var latest = deployments.Latest;
            var silence = sentAt is { } at ? time.GetElapsedTime(at) : TimeSpan.MaxValue;
            if (latest is not null && (latest.Id != shown?.Id || latest.Version != shown.Version || (!latest.Phase.IsEnd() && silence >= Progress)))
            {
                (shown, sentAt) = (latest, time.GetTimestamp());
                yield return new SseItem<RolloutState?>(latest, "deployment");
            }
            else if (silence >= Quiet)
            {
                sentAt = time.GetTimestamp();
                yield return new SseItem<RolloutState?>(null, "alive");
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }
}
