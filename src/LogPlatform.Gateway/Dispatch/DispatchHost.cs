using System.Diagnostics.Metrics;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>Runs the dispatcher, and lets the journal go of what the store has made durable.</summary>
internal sealed class DispatchHost(
    ILeaseSource leases,
    LeasedRecords leased,
    IJournal journal,
    IRecordStore store,
    IBatchQuarantine quarantine,
    IOptions<DispatchOptions> options,
    IOptions<ShutdownOptions> shutdown,
    IMeterFactory meters,
    TimeProvider time,
    ILogger<Dispatcher> logger,
    IUnitTap? tap = null) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private Task _dispatching = Task.CompletedTask;
    private Task _releasing = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var dispatcher = new Dispatcher(journal, store, leases, quarantine, options.Value, meters, time, logger, leased, tap);
        _dispatching = Task.Run(() => dispatcher.RunAsync(_stop.Token, _abandon.Token), CancellationToken.None);
        _releasing = Task.Run(ReleaseAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Intake has stopped by now. What the journal still holds is settled if that is quick; otherwise the next start goes on with it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), limit, shutdown.Value.DrainLimit, Timeout.InfiniteTimeSpan);
        var last = journal.LastDurable;
        if (last.Value > 0)
        {
            await store.WaitDurableAsync(new BatchId(last.Value - 1), limit.Token).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _stop.CancelAsync();
        await _dispatching.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abandon.CancelAsync();
        await Task.WhenAll(_dispatching, _releasing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abandon.Dispose();
    }

    private async Task ReleaseAsync()
    {
        var released = default(BatchId);
        while (true)
        {
            await store.WaitDurableAsync(released, _stop.Token);
            released = store.DurableWatermark;
            journal.Release(released);
        }
    }
}
