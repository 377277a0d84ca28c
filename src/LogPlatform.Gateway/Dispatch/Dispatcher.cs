using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Time;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>
/// Takes durable batches from the journal, sends them through the active slot, and commits the answers. Each attempt holds a lease from the moment the
/// generation is chosen until the commit is decided, so a drain waits for it and the commit carries the generation that processed it.
/// </summary>
public sealed partial class Dispatcher(
    IJournal journal,
    IRecordStore store,
    ILeaseSource leases,
    IBatchQuarantine quarantine,
    DispatchOptions options,
    IMeterFactory meters,
    TimeProvider time,
    ILogger<Dispatcher> logger,
    LeasedRecords? leased = null,
    IUnitTap? tap = null)
{
    private const int ReadAhead = 4096;

    private readonly ILogger _logger = logger;
    private readonly DispatchInstruments _instruments = new(meters);
    private readonly SlotInstruments _slotInstruments = new(meters);
    private readonly DispatchWindow<IProcessor> _window = new(leases.Active, () => Math.Max(options.UnitsInFlight, leases.Active.Current.Nodes.Concurrency));
    private readonly LeasedRecords _leased = leased ?? new LeasedRecords();
    private readonly ConcurrentDictionary<long, Task> _underWay = new();
    private long _unitNumber;
    private long _course;

    /// <summary>Runs until <paramref name="stop"/>; then waits for the units under way, or until <paramref name="abandon"/>. What was not committed stays in the journal.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abandon)
    {
        var cursor = store.DurableWatermark;
        LogDispatchResumed(cursor.Next.Value, journal.LastDurable.Value - cursor.Value);
        try
        {
            while (true)
            {
                cursor = await DispatchNextAsync(cursor, stop, abandon);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(_underWay.Values).WaitAsync(abandon).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<BatchId> DispatchNextAsync(BatchId cursor, CancellationToken stop, CancellationToken abandon)
    {
        var entries = journal.Read(cursor, ReadAhead);
        if (entries.Count == 0)
        {
            await journal.WaitAsync(cursor, stop);
            return cursor;
        }

        var count = UnitBuilder.Take(entries, options.UnitBytes, options.UnitRecords, out var isFull);
        if (!isFull && LingerLeft(entries[0]) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, stop);
            return cursor;
        }

        var entered = await _window.EnterAsync(stop);
        var unit = entries.Take(count).Where(entry => !store.IsCommitted(entry.Id)).ToList();
        if (unit.Count == 0)
        {
            _window.Leave(entered);
        }
        else
        {
            Start(unit, entered, abandon);
        }

        return entries[count - 1].Id;
    }

    private TimeSpan LingerLeft(JournalEntry oldest)
    {
        var age = time.GetUtcNow() - UnixNano.ToDate(oldest.ReceivedUnixNano);

        // A clock that was set back must not hold batches up for longer than the linger.
        return age < TimeSpan.Zero ? TimeSpan.Zero : options.Linger - age;
    }

    private void Start(List<JournalEntry> unit, Generation entered, CancellationToken abandon)
    {
        var course = ++_course;
        var settled = Task.Run(
            async () =>
            {
                try
                {
                    await SettleAsync(unit, abandon);
                }
                finally
                {
                    _window.Leave(entered);
                    _underWay.TryRemove(course, out _);
                }
            },
            CancellationToken.None);
        _underWay[course] = settled;
        if (settled.IsCompleted)
        {
            _underWay.TryRemove(course, out _);
        }
    }

    // Ends only when every batch of the unit is committed, or the host gives up; the journal then still has them.
    private async Task SettleAsync(List<JournalEntry> unit, CancellationToken abandon)
    {
        var strikes = 0;
        var struckUnder = default(Generation);
        while (unit.Count > 0)
        {
            var attempt = await TryAttemptAsync(unit, abandon);
            if (attempt.Generation != struckUnder)
            {
                // What a batch did to the workers of another release is no word about this one's.
                (strikes, struckUnder) = (0, attempt.Generation);
            }

            switch (attempt.Outcome)
            {
                case AttemptOutcome.Committed:
                    return;

                case AttemptOutcome.Duplicate:
                    unit = [.. unit.Where(entry => !store.IsCommitted(entry.Id))];
                    break;

                case AttemptOutcome.StoreUnavailable:
                    await Task.Delay(options.StoreRetry, time, abandon);
                    break;

                case AttemptOutcome.Struck when ++strikes >= options.StrikesPerBatch && unit.Count == 1:
                    await QuarantineAsync(unit[0], strikes, attempt.Detail, abandon);
                    return;

                case AttemptOutcome.Struck when unit.Count > 1:
                    // Somewhere in here may be a batch that takes workers down: halves find it in a few steps, and the others get through.
                    var half = unit.Count / 2;
                    await SettleAsync(unit[..half], abandon);
                    await SettleAsync(unit[half..], abandon);
                    return;

                default:
                    break;
            }

            if (unit.Count > 0)
            {
                _instruments.OnRetried(attempt.Outcome.ToString());
                LogUnitRetried(unit[0].Id.Value, unit[^1].Id.Value, attempt.Outcome.ToString(), attempt.Detail);
            }
        }
    }

    private async Task<Attempt> TryAttemptAsync(List<JournalEntry> unit, CancellationToken abandon)
    {
        await leases.WhenConfirmedAsync(abandon);
        var started = time.GetTimestamp();
        var records = unit.Sum(entry => (long)entry.RecordCount);
        var lease = leases.Active.Acquire();
        var generation = lease.Pointer.Generation;
        var ended = _leased.Add(generation, records);
        WorkResult? result = null;
        try
        {
            var work = new WorkUnit(Interlocked.Increment(ref _unitNumber), generation, unit);
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(abandon, ended))
            {
                result = await lease.Nodes.ProcessAsync(work, either.Token);
            }

            if (!IsAnswerTo(unit, result))
            {
                return new Attempt(AttemptOutcome.Struck, generation, "the answer does not account for every record");
            }

            var status = await store.CommitAsync(new Commit(lease.Pointer, result), abandon);
            if (status == CommitStatus.Committed)
            {
                _instruments.OnCommitted(
                    lease.Pointer,
                    result.Tallies.Sum(tally => (long)tally.Committed),
                    result.Tallies.Sum(tally => (long)tally.Quarantined),
                    result.Tallies.Sum(tally => (long)tally.Dropped),
                    time.GetElapsedTime(started));
                _slotInstruments.OnProcessed(lease.Pointer.Color, records, unit.Sum(entry => (long)entry.PayloadBytes), result.ServiceTime);
                if (tap is not null && IsTaken(tap, lease.Pointer, unit, result))
                {
                    result = null;
                }
            }

            return status switch
            {
                CommitStatus.Committed => new Attempt(AttemptOutcome.Committed, generation, string.Empty),
                CommitStatus.Duplicate => new Attempt(AttemptOutcome.Duplicate, generation, "some of the batches were committed before"),
                CommitStatus.Sealed => new Attempt(AttemptOutcome.Sealed, generation, $"generation {generation} is sealed"),
                CommitStatus.Unavailable => new Attempt(AttemptOutcome.StoreUnavailable, generation, "the store has no room or cannot write"),
                CommitStatus.Malformed => new Attempt(AttemptOutcome.Struck, generation, "the store found the answer malformed"),
                _ => throw new UnreachableException(),
            };
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested && !abandon.IsCancellationRequested)
        {
            return new Attempt(AttemptOutcome.Sealed, generation, $"generation {generation} was ended while a node held the unit");
        }
        catch (ProcessorFailedException failed)
        {
            return new Attempt(failed.WasProcessing ? AttemptOutcome.Struck : AttemptOutcome.NodeLost, generation, failed.Message);
        }
#pragma warning disable CA1031 // A bug here must not lose the unit: it is reported and tried again until somebody mends it.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogUnitHandlingError(error, unit[0].Id.Value, unit[^1].Id.Value);
            return new Attempt(AttemptOutcome.StoreUnavailable, generation, error.Message);
        }
        finally
        {
            result?.Dispose();
            _leased.Remove(generation, records);
            lease.Release();
        }
    }

    private bool IsTaken(IUnitTap tap, SlotPointer pointer, List<JournalEntry> unit, WorkResult result)
    {
        try
        {
            return tap.TryTake(pointer, unit, result);
        }
#pragma warning disable CA1031 // The unit is committed; whoever only watches must not make it look otherwise.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogUnitTapError(error, unit[0].Id.Value, unit[^1].Id.Value);
            return false;
        }
    }

    private async Task QuarantineAsync(JournalEntry entry, int strikes, string detail, CancellationToken abandon)
    {
        LogBatchQuarantined(entry.Id.Value, strikes, entry.RecordCount, detail);
        var reason = $"the batch took {strikes} workers down: {detail}";
        while (true)
        {
            await leases.WhenConfirmedAsync(abandon);
            var lease = leases.Active.Acquire();
            _leased.Add(lease.Pointer.Generation, entry.RecordCount);
            try
            {
                using var result = await quarantine.WholeAsync(entry, reason, abandon);
                if (await store.CommitAsync(new Commit(lease.Pointer, result), abandon) is CommitStatus.Committed or CommitStatus.Duplicate)
                {
                    return;
                }
            }
#pragma warning disable CA1031 // A batch that cannot even be read must not be forgotten: it is reported until somebody mends the disk.
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogUnitHandlingError(error, entry.Id.Value, entry.Id.Value);
            }
            finally
            {
                _leased.Remove(lease.Pointer.Generation, entry.RecordCount);
                lease.Release();
            }

            await Task.Delay(options.StoreRetry, time, abandon);
        }
    }

    private static bool IsAnswerTo(List<JournalEntry> unit, WorkResult result)
    {
        if (result.Tallies.Count != unit.Count)
        {
            return false;
        }

        for (var i = 0; i < unit.Count; i++)
        {
            var tally = result.Tallies[i];
            if (tally.Id != unit[i].Id || tally.Total != unit[i].RecordCount || tally is { Committed: < 0 } or { Quarantined: < 0 } or { Dropped: < 0 })
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct Attempt(AttemptOutcome Outcome, Generation Generation, string Detail);
}
