using LogPlatform.Cluster.Routing;
using LogPlatform.Cluster.Slots;
using LogPlatform.Contracts.Routing;
using LogPlatform.Core.Slots;
using LogPlatform.Pipeline;
using Microsoft.Extensions.Options;

namespace LogPlatform.Cluster.Hosting;

/// <summary>Finds the pointer before anything is dispatched, or makes the first one when blue has a silo; then confirms it until the gateway stops.</summary>
internal sealed partial class RoutingHost(
    IGrainFactory grains,
    ClusterRouter router,
    ClusterSlots slots,
    SharedReleaseCatalog releases,
    IOptions<ControlClusterOptions> options,
    TimeProvider time,
    ILogger<RoutingHost> logger) : IHostedService, IDisposable
{
    private readonly ILogger _logger = logger;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await FindPointerAsync(cancellationToken);
        _running = Task.Run(() => router.RunAsync(_stop.Token), CancellationToken.None);
        await router.Begun.WaitAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    private async Task FindPointerAsync(CancellationToken cancellationToken)
    {
        while (!await TryFindPointerAsync(cancellationToken))
        {
            await Task.Delay(options.Value.ReportEvery, time, cancellationToken);
        }
    }

    private async Task<bool> TryFindPointerAsync(CancellationToken cancellationToken)
    {
        try
        {
            var authority = grains.GetGrain<IGatewayGrain>(0);
            if (await authority.PointerAsync() is not null)
            {
                return true;
            }

            await slots.At(Color.Blue).AskAsync(cancellationToken);
            if (slots.At(Color.Blue).Report is { Silos: [var silo, ..] })
            {
                var first = releases.Bundle(silo.Artifact, DefaultRules.Yaml);
                await slots.BringUpAsync(Color.Blue, first.Id, cancellationToken);
                await authority.BeginAsync(new SlotPointer(Color.Blue, new Generation(1), first.Id).ToState(time.GetUtcNow()));
                return true;
            }

            LogSiloAwaited();
        }
        catch (Exception error) when (error is OrleansException or TimeoutException)
        {
            // Gateways that start again together take each other for those that they were, until the cluster has seen that these are gone.
            LogAuthorityAwaited(error.Message);
        }

        return false;
    }

    [LoggerMessage(EventId = 3141, EventName = "FirstSiloAwaited", Level = LogLevel.Information, Message = "Nothing serves yet, and blue has no silo; waiting for one")]
    private partial void LogSiloAwaited();

    [LoggerMessage(EventId = 3142, EventName = "AuthorityAwaited", Level = LogLevel.Information, Message = "The authority on the pointer cannot be asked yet; it is asked again: {Error}")]
    private partial void LogAuthorityAwaited(string error);
}
