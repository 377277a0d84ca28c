using System.Threading.Channels;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Slots;

/// <summary>A slot of this machine: worker processes of one release, which pull units from a common queue, so that a free one always takes the next.</summary>
internal sealed class LocalSlot : ISlot, IAsyncDisposable
{
    private readonly Channel<PendingUnit> _queue = Channel.CreateUnbounded<PendingUnit>();
    private readonly CancellationTokenSource _stop = new();
    private readonly LocalNode[] _nodes;
    private readonly Task _running;
    private volatile bool _isRetired;

    /// <summary>Starts the nodes, <c>NAME-1</c> and so on.</summary>
    public LocalSlot(string name, int nodes, WorkerLaunch launch, SlotOptions options, TimeProvider time, ILogger<LocalSlot> logger)
    {
        Name = name;
        Release = launch.Release;
        Concurrency = nodes * options.UnitsPerWorker;
        _nodes = [.. Enumerable.Range(1, nodes).Select(number => new LocalNode($"{name}-{number}", launch, _queue.Reader, options, time, logger, OnNodeLost))];
        _running = Task.WhenAll(_nodes.Select(node => Task.Run(() => node.RunAsync(_stop.Token))));
    }

    public string Name { get; }

    /// <inheritdoc/>
    public ReleaseId Release { get; }

    /// <inheritdoc/>
    public IReadOnlyList<NodeReport> Nodes => [.. _nodes.Select(node => node.Report())];

    /// <inheritdoc/>
    public int Concurrency { get; }

    /// <summary>Whether every node takes work, which only nodes of the right release and configuration do.</summary>
    public bool IsReady => Array.TrueForAll(_nodes, static node => node.State == NodeState.Ready);

    /// <summary>Whether any node takes work.</summary>
    public bool HasReadyNode => Array.Exists(_nodes, static node => node.State == NodeState.Ready);

    /// <summary>Completes when every node was ready once; fails with the first that cannot be.</summary>
    /// <exception cref="SlotProvisionException">A node's process ended, or it is not what was expected.</exception>
    public async Task WhenReadyAsync(CancellationToken cancellationToken)
    {
        await foreach (var ready in Task.WhenEach(_nodes.Select(node => node.FirstReady)).WithCancellation(cancellationToken))
        {
            await ready;
        }

        if (!IsReady)
        {
            throw new SlotProvisionException($"a node of {Name} was lost right after its start");
        }
    }

    /// <summary>
    /// Says whether the slot serves. While a slot that does not has no node left, units that wait in it would hold up its drain for as long as its workers do not
    /// come up, perhaps for ever; they fail instead, and are processed by the slot that serves.
    /// </summary>
    public void SetServing(bool isServing)
    {
        _isRetired = !isServing;
        OnNodeLost();
    }

    /// <inheritdoc/>
    public async Task<WorkResult> ProcessAsync(WorkUnit unit, CancellationToken cancellationToken)
    {
        var pending = new PendingUnit(unit);
        await using var cancelled = cancellationToken.UnsafeRegister(static state => ((PendingUnit)state!).Cancel(), pending);
        if (!_queue.Writer.TryWrite(pending))
        {
            throw new ProcessorFailedException("the slot is stopped") { WasProcessing = false };
        }

        return await pending.Answer;
    }

    /// <summary>Stops the nodes. Units that wait fail; the caller drains first.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stop.CancelAsync();
        await _running;
        FailWaiting("the slot was stopped");
        _stop.Dispose();
    }

    private void OnNodeLost()
    {
        if (_isRetired && !HasReadyNode)
        {
            FailWaiting("the slot has no node left and does not serve");
        }
    }

    private void FailWaiting(string reason)
    {
        while (_queue.Reader.TryRead(out var pending))
        {
            pending.Fail(new ProcessorFailedException(reason) { WasProcessing = false });
        }
    }
}
