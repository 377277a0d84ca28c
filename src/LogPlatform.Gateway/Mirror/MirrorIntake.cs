using System.Threading.Channels;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Mirror;

/// <summary>
/// The bounded way from production into the mirror, for one stage of one deployment. It never waits: what finds no room is left out and counted.
/// A unit keeps its place until it is compared, so a slow comparison leaves units out instead of piling them up.
/// </summary>
internal sealed class MirrorIntake(Color color, ReleaseId release, double share, MirrorOptions options, MirrorInstruments instruments, TimeProvider time)
{
    private readonly Channel<TappedUnit> _queue = Channel.CreateUnbounded<TappedUnit>();
    private int _held;
    private long _heldBytes;
    private long _leftOut;
    private long _units;
    private long _records;
    private long _busyTicks;
    private long _lastAt;
    private long _backlog;

    public ChannelReader<TappedUnit> Reader => _queue.Reader;

    /// <summary>Live units that were not mirrored because the mirror was busy.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <summary>Units that production committed, mirrored or not.</summary>
    public long Units => Interlocked.Read(ref _units);

    /// <summary>Records in them.</summary>
    public long Records => Interlocked.Read(ref _records);

    /// <summary>What production committed, with its service times.</summary>
    public ProductionSums Production => new(Units, Records, TimeSpan.FromTicks(Interlocked.Read(ref _busyTicks)));

    /// <summary>Units that wait.</summary>
    public int Waiting => Reader.Count;

    /// <summary>Age of the oldest unit that waits; zero when none does.</summary>
    public TimeSpan Lag => Reader.TryPeek(out var oldest) ? time.GetElapsedTime(oldest.TakenAt) : TimeSpan.Zero;

    /// <summary>Records in units that were taken and that the slot beside production has not answered.</summary>
    public long Backlog => Interlocked.Read(ref _backlog);

    /// <summary>Whether production has committed nothing for so long.</summary>
    public bool IsQuietFor(TimeSpan span) => Units == 0 || time.GetElapsedTime(Interlocked.Read(ref _lastAt)) >= span;

    /// <summary>Takes a unit over, or leaves it. Thread-safe.</summary>
    public bool TryTake(SlotPointer pointer, IReadOnlyList<JournalEntry> entries, WorkResult result)
    {
        if (pointer.Color != color || pointer.Release != release || entries.Count == 0)
        {
            return false;
        }

        Count(entries, result);
        if (!IsInShare(entries[0].Id))
        {
            return false;
        }

        var bytes = BytesOf(result);
        if (!TryHold(bytes))
        {
            LeaveOut("busy");
            return false;
        }

        // Counted first: whoever takes it out of the queue must not take more off than there is.
        Interlocked.Add(ref _backlog, RecordedUnits.RecordsIn(entries));
        if (_queue.Writer.TryWrite(new TappedUnit(this, pointer, entries, result, bytes, time.GetTimestamp())))
        {
            return true;
        }

        // Closed: the stage is over.
        OnAnswered(entries);
        GiveBack(bytes);
        return false;
    }

    /// <summary>The slot beside production is done with a unit that was taken, whatever it answered.</summary>
    public void OnAnswered(IReadOnlyList<JournalEntry> entries) => Interlocked.Add(ref _backlog, -RecordedUnits.RecordsIn(entries));

    /// <summary>Counts a unit that could not be mirrored.</summary>
    public void LeaveOut(string reason)
    {
        Interlocked.Increment(ref _leftOut);
        instruments.OnLeftOut(reason);
    }

    public void GiveBack(long bytes)
    {
        Interlocked.Add(ref _heldBytes, -bytes);
        Interlocked.Decrement(ref _held);
    }

    /// <summary>Takes nothing more and gives back what still waits.</summary>
    public void Close()
    {
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out var unit))
        {
            OnAnswered(unit.Entries);
            unit.Dispose();
        }
    }

    private static long BytesOf(WorkResult result)
    {
        var bytes = (long)result.Quarantine.Length;
        foreach (var block in result.Blocks)
        {
            bytes += block.Length;
        }

        return bytes;
    }

    private bool TryHold(long bytes)
    {
        if (Interlocked.Increment(ref _held) > options.HeldUnits)
        {
            Interlocked.Decrement(ref _held);
            return false;
        }

        if (Interlocked.Add(ref _heldBytes, bytes) > options.HeldBytes)
        {
            GiveBack(bytes);
            return false;
        }

        return true;
    }

    private void Count(IReadOnlyList<JournalEntry> entries, WorkResult result)
    {
        Interlocked.Increment(ref _units);
        Interlocked.Add(ref _records, RecordedUnits.RecordsIn(entries));
        Interlocked.Add(ref _busyTicks, result.ServiceTime.Ticks);
        Interlocked.Exchange(ref _lastAt, time.GetTimestamp());
    }

    // The same batches are in the share on every run: the mix spreads consecutive numbers over all of it (Steele et al., "Fast splittable pseudorandom number generators", OOPSLA 2014).
    private bool IsInShare(BatchId first)
    {
        if (share >= 1)
        {
            return true;
        }

        var mixed = unchecked((ulong)first.Value * 0x9E3779B97F4A7C15UL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) >> 11) < share * (1UL << 53);
    }
}
