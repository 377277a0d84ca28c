using System.Threading.Channels;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Slots;

/// <summary>A slot of this machine: worker processes of one release, which pull units from a common queue, so that a free one always takes the next.</summary>
internal sealed class LocalSlot : IProcessor, IAsyncDisposable
{
    private readonly Channel<PendingUnit> _queue = Channel.CreateUnbounded<PendingUnit>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public LocalSlot(Color color, WorkerLaunch launch, SlotOptions options, TimeProvider time, ILogger<LocalSlot> logger)
    {
        Color = color;
        Release = launch.Release;
        Concurrency = options.Workers * options.UnitsPerWorker;
        Nodes = [.. Enumerable.Range(1, options.Workers).Select(number =>
            new LocalNode($"{(color == Color.Blue ? "blue" : "green")}-{number}", launch, _queue.Reader, options, time, logger))];
        _running = Task.WhenAll(Nodes.Select(node => Task.Run(() => node.RunAsync(_stop.Token))));
    }

    public Color Color { get; }

    public string Release { get; }

    public IReadOnlyList<LocalNode> Nodes { get; }

    /// <inheritdoc/>
    public int Concurrency { get; }

    /// <summary>Completes when every node has introduced itself once.</summary>
    /// <exception cref="InvalidOperationException">A node's process ended instead, for a reason that a restart will not mend.</exception>
    public Task WhenReadyAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Nodes.Select(node => node.FirstReady)).WaitAsync(cancellationToken);

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
        while (_queue.Reader.TryRead(out var pending))
        {
            pending.Fail(new ProcessorFailedException("the slot was stopped") { WasProcessing = false });
        }

        _stop.Dispose();
    }
}
