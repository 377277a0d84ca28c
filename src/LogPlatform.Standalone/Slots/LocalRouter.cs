using System.Collections.Concurrent;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Standalone.Pointer;

namespace LogPlatform.Standalone.Slots;

/// <summary>The pointer of this machine: a file, and the one word in memory that every lease reads.</summary>
internal sealed partial class LocalRouter(PointerFile file, LocalSlots slots, LeasedRecords leased, TimeProvider time, ILogger<LocalRouter> logger) : ITrafficRouter, ILeaseSource
{
    private const int KeptDrains = 1024;

    // An ended attempt gives its lease back at once, unless it is in the middle of a commit.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger;
    private readonly Lock _switching = new();
    private readonly ConcurrentDictionary<Generation, GenerationDrain> _ended = new();
    private volatile ActiveSlot<IProcessor>? _active;
    private volatile PointerRecord? _record;

    /// <inheritdoc/>
    public ActiveSlot<IProcessor> Active => _active ?? throw new InvalidOperationException("the slots are not started");

    /// <inheritdoc/>
    public SlotPointer Current => Active.Current.Pointer;

    /// <inheritdoc/>
    public DateTimeOffset Since => _record?.Since ?? throw new InvalidOperationException("the slots are not started");

    /// <inheritdoc/>
    public ValueTask WhenConfirmedAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Begins with a pointer that is stored, at the start of the program.</summary>
    public void Begin(PointerRecord record, LocalSlot slot)
    {
        _record = record;
        _active = new ActiveSlot<IProcessor>(new SlotEpoch<IProcessor>(record.ToPointer(), slot));
    }

    /// <inheritdoc/>
    public Task<SwitchResult> SwitchAsync(SlotPointer expected, SlotPointer next, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        cancellationToken.ThrowIfCancellationRequested();

        // In the caller's thread to the end: a hop to another one could take longer than all of it.
        lock (_switching)
        {
            SwitchTiming? timing = null;
            var refusal = slots.TryServe(next.Color, next.Release, slot => Publish_NeedsLock(expected, next, slot, started, out timing));
            return Task.FromResult(new SwitchResult(timing, refusal));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The generation has not ended.</exception>
    public Task<TimeSpan> DrainedAsync(Generation generation, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(generation, Current.Generation);
        return _ended.TryGetValue(generation, out var drain) ? drain.Drained.WaitAsync(cancellationToken) : Task.FromResult(TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public async Task EndLeasesAsync(Generation generation, CancellationToken cancellationToken)
    {
        leased.End(generation);
        Task drained = DrainedAsync(generation, cancellationToken);
        await drained.WaitAsync(EndLimit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<Generation, long> RecordsInFlight() => leased.Snapshot();

    /// <summary>Leases of all generations of a slot that were granted and not given back.</summary>
    public long LeasesOf(Color color)
    {
        var epoch = Active.Current;
        var ended = _ended.Values.Where(drain => drain.Pointer.Color == color).Sum(drain => drain.Leases);
        return ended + (epoch.Pointer.Color == color ? epoch.Latch.Count : 0);
    }

    private string? Publish_NeedsLock(SlotPointer expected, SlotPointer next, LocalSlot slot, long started, out SwitchTiming? timing)
    {
        timing = null;
        var epoch = Active.Current;
        if (epoch.Pointer != expected || next.Generation <= expected.Generation)
        {
            return $"the pointer is at {epoch.Pointer.Color}, generation {epoch.Pointer.Generation}";
        }

        var record = _record! with { Color = next.Color, Generation = next.Generation.Value, Release = next.Release.Name, Since = time.GetUtcNow() };
        if (!file.TrySave(record, expected.Generation))
        {
            return "the pointer file holds another generation";
        }

        var following = new SlotEpoch<IProcessor>(next, slot);
        var publishing = time.GetTimestamp();
        if (!Active.TrySwitch(epoch, following))
        {
            throw new InvalidOperationException("the pointer was stored and could not be published: somebody else publishes too");
        }

        // The last lease of the old epoch was granted before its latch was closed, so this moment is an upper bound of both times.
        var closed = time.GetTimestamp();
        _record = record;
        timing = new SwitchTiming(time.GetElapsedTime(started, closed), time.GetElapsedTime(publishing, closed), null);
        Watch(new GenerationDrain(epoch, publishing, time));
        LogPointerSwitched(
            next.Color, next.Release.Name, next.Generation.Value, timing.Command.TotalMilliseconds, timing.Converged.TotalMilliseconds, expected.Generation.Value);
        return null;
    }

    private void Watch(GenerationDrain drain)
    {
        _ended[drain.Pointer.Generation] = drain;
        _ = drain.Drained.ContinueWith(
            drained => LogGenerationDrained(drain.Pointer.Generation.Value, drained.Result.TotalMilliseconds),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
        if (_ended.Count > KeptDrains)
        {
            foreach (var old in _ended.Values.Where(old => old.Drained.IsCompleted).OrderBy(old => old.Pointer.Generation).Take(KeptDrains / 2))
            {
                _ended.TryRemove(old.Pointer.Generation, out _);
            }
        }
    }
}
