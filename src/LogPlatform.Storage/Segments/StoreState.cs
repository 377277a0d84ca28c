using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;

namespace LogPlatform.Storage.Segments;

/// <summary>What all frames together say. A commit and a start apply frames in the same way. Used under the store's lock.</summary>
internal sealed class StoreState
{
    private readonly PointerCache _pointers = new();

    /// <summary>The blocks.</summary>
    public BlockCatalog Blocks { get; } = new();

    /// <summary>The quarantined records.</summary>
    public QuarantineIndex Quarantine { get; } = new();

    /// <summary>The units of work, by their frames.</summary>
    public UnitIndex Units { get; } = new();

    /// <summary>What rewinds have done.</summary>
    public RewindIndex Rewinds { get; } = new();

    /// <summary>The batches that are committed.</summary>
    public BatchSet Committed { get; } = new();

    /// <summary>The sums of the tallies of all visible units, of segments that retention took as well.</summary>
    public LedgerTotals Totals { get; } = new();

    /// <summary>The sums of those in segments that retention took.</summary>
    public LedgerTotals TakenTotals { get; } = new();

    /// <summary>The last generation that is sealed.</summary>
    public Generation Sealed { get; set; }

    /// <summary>The number of the last segment that retention took.</summary>
    public long TakenThrough { get; private set; }

    /// <summary>The id of the next block.</summary>
    public long NextBlockId { get; set; } = 1;

    /// <summary>The id of the next quarantined record.</summary>
    public long NextQuarantineId { get; set; } = 1;

    /// <summary>Whether the store is closed.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Takes in a frame.</summary>
    public void Apply(FrameView frame, FramePlace place, Supersession? change = null)
    {
        Units.Add(frame.Sequence, place, isVisible: frame.Kind == FrameKind.Commit);
        switch (frame.Kind)
        {
            case FrameKind.Commit:
                for (var i = 0; i < frame.TallyCount; i++)
                {
                    Committed.Add(frame.Tally(i).Id.Value);
                }

                ReserveIds(frame);
                Show(UnitHead.Of(frame, _pointers.Of(frame)), place);
                break;
            case FrameKind.Seal:
                Sealed = frame.Generation > Sealed ? frame.Generation : Sealed;
                break;
            case FrameKind.QuarantineRelease:
                RemoveQuarantined(frame);
                break;
            case FrameKind.QuarantineCarry:
                var list = place with { Offset = place.Offset + frame.HeadLength };
                Quarantine.Add(new QuarantineRun(_pointers.Of(frame), list, frame.QuarantineBytes, frame.QuarantineId(0), IdsOf(frame), frame.QuarantineCount));
                break;
            case FrameKind.Stage:
                ReserveIds(frame);
                if (Units.IsVisible(frame.Number(1)))
                {
                    Rewinds.Stage(new RewindId(frame.Number(0)), frame.Sequence, frame.Number(1));
                }

                break;
            case FrameKind.Supersede:
                RemoveQuarantined(frame);
                Supersede(change ?? Supersession.Read(frame, Units), frame.Sequence);
                break;
            case FrameKind.StageAbandon:
                Rewinds.Abandon(new RewindId(frame.Number(0)));
                break;
            default:
                throw new InvalidDataException($"The store was written by a later version: it has frames of kind {(int)frame.Kind}.");
        }
    }

    /// <summary>Says where a frame of segment <paramref name="from"/> is after it was written again.</summary>
    public void Move(FrameView frame, StoreSegment from, FramePlace place)
    {
        var isVisible = Units.Move(frame.Sequence, from, place);
        if (frame.Kind is FrameKind.Commit or FrameKind.Stage)
        {
            var unit = UnitHead.Of(frame, _pointers.Of(frame));
            if (isVisible)
            {
                from.Totals.Subtract(unit.Totals);
                place.Segment.Totals.Add(unit.Totals);
            }

            foreach (var (block, at) in unit.BlocksAt(place))
            {
                Blocks.Move(block.Id, at);
            }
        }

        if (frame.QuarantineBytes > 0)
        {
            Quarantine.Move(frame.QuarantineId(0), place with { Offset = place.Offset + frame.HeadLength + frame.BodyLength - frame.QuarantineBytes });
        }
    }

    /// <summary>Retention has taken all segments up to a number.</summary>
    public void TakeThrough(long segment)
    {
        TakenThrough = segment;
        Blocks.RemoveThrough(segment);
        Units.RemoveThrough(segment);
        Rewinds.RemoveWhere(sequence => !Units.TryFind(sequence, out _));
    }

    private static long[] IdsOf(FrameView frame)
    {
        var ids = new long[frame.QuarantineCount];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = frame.QuarantineId(i);
        }

        return ids;
    }

    private void ReserveIds(FrameView frame)
    {
        NextBlockId = Math.Max(NextBlockId, frame.FirstBlockId + frame.BlockCount);
        if (frame.QuarantineCount > 0)
        {
            NextQuarantineId = Math.Max(NextQuarantineId, frame.FirstQuarantineId + frame.QuarantineCount);
        }
    }

    private void RemoveQuarantined(FrameView frame)
    {
        for (var i = 0; i < frame.QuarantineCount; i++)
        {
            Quarantine.Remove(frame.QuarantineId(i));
        }
    }

    private void Show(UnitHead unit, FramePlace place)
    {
        Count(unit, place);
        foreach (var (block, at) in unit.BlocksAt(place))
        {
            Blocks.Add(block, at);
        }
    }

    private void Count(UnitHead unit, FramePlace place)
    {
        Totals.Add(unit.Totals);
        place.Segment.Totals.Add(unit.Totals);
        if (unit.QuarantineAt(place) is { } run)
        {
            Quarantine.Add(run);
        }
    }

    // The sums of a replaced unit whose segment is gone were never kept: retention took the segment after this.
    private void Supersede(Supersession change, long sequence)
    {
        var hidden = new HashSet<long>();
        var shown = new List<(StoredBlock Block, FramePlace Place)>();
        foreach (var (staged, replaced) in change.Units)
        {
            if (replaced is not null && Units.TryFind(replaced.Sequence, out var old))
            {
                old.Segment.Frames.Show(replaced.Sequence, false);
                Totals.Subtract(replaced.Totals);
                old.Segment.Totals.Subtract(replaced.Totals);
                hidden.UnionWith(replaced.Blocks.Select(block => block.Id));
            }

            _ = Units.TryFind(staged.Sequence, out var place);
            place.Segment.Frames.Show(staged.Sequence, true);
            Count(staged, place);
            shown.AddRange(staged.BlocksAt(place));
        }

        Blocks.Replace(hidden, shown);
        Rewinds.Complete(change.Rewind, change.Totals, sequence);
    }
}
