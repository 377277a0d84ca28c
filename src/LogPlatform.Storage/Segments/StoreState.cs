using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Storage.Segments;

/// <summary>What all frames together say. A commit and a start apply frames in the same way. Used under the store's lock.</summary>
internal sealed class StoreState
{
    private SlotPointer? _lastPointer;

    /// <summary>The blocks.</summary>
    public BlockCatalog Blocks { get; } = new();

    /// <summary>The quarantined records.</summary>
    public QuarantineIndex Quarantine { get; } = new();

    /// <summary>The batches that are committed.</summary>
    public BatchSet Committed { get; } = new();

    /// <summary>The sums of all tallies, of segments that retention took as well.</summary>
    public LedgerTotals Totals { get; } = new();

    /// <summary>The sums of the tallies in segments that retention took.</summary>
    public LedgerTotals TakenTotals { get; } = new();

    /// <summary>The last generation that is sealed.</summary>
    public Generation Sealed { get; set; }

    /// <summary>The number of the last segment that retention took.</summary>
    public long TakenThrough { get; set; }

    /// <summary>The id of the next block.</summary>
    public long NextBlockId { get; set; } = 1;

    /// <summary>The id of the next quarantined record.</summary>
    public long NextQuarantineId { get; set; } = 1;

    /// <summary>Whether the store is closed.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Takes in a frame.</summary>
    public void Apply(FrameView frame, FramePlace place)
    {
        switch (frame.Kind)
        {
            case FrameKind.Commit:
                ApplyCommit(frame, place);
                break;
            case FrameKind.Seal:
                Sealed = frame.Generation > Sealed ? frame.Generation : Sealed;
                break;
            case FrameKind.QuarantineRelease:
                for (var i = 0; i < frame.QuarantineCount; i++)
                {
                    Quarantine.Remove(frame.QuarantineId(i));
                }

                break;
            case FrameKind.QuarantineCarry:
                AddQuarantine(PointerOf(frame), frame, place, IdsOf(frame));
                break;
            default:
                throw new InvalidDataException($"The store was written by a later version: it has frames of kind {(int)frame.Kind}.");
        }
    }

    /// <summary>Says where a frame of segment <paramref name="from"/> is after it was written again.</summary>
    public void Move(FrameView frame, StoreSegment from, FramePlace place)
    {
        var pointer = PointerOf(frame);
        for (var i = 0; i < frame.TallyCount; i++)
        {
            from.Totals.Subtract(pointer, frame.Tally(i));
            place.Segment.Totals.Add(pointer, frame.Tally(i));
        }

        var offset = place.Offset + frame.HeadLength;
        for (var i = 0; i < frame.BlockCount; i++)
        {
            Blocks.Move(frame.FirstBlockId + i, place with { Offset = offset });
            offset += frame.Block(i).Bytes;
        }

        if (frame.QuarantineBytes > 0)
        {
            Quarantine.Move(frame.QuarantineId(0), QuarantinePlace(frame, place));
        }
    }

    private static FramePlace QuarantinePlace(FrameView frame, FramePlace place) =>
        place with { Offset = place.Offset + frame.HeadLength + frame.BodyLength - frame.QuarantineBytes };

    private static long[] IdsOf(FrameView frame)
    {
        var ids = new long[frame.QuarantineCount];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = frame.QuarantineId(i);
        }

        return ids;
    }

    private void ApplyCommit(FrameView frame, FramePlace place)
    {
        var pointer = PointerOf(frame);
        var (first, last) = (default(BatchId), default(BatchId));
        for (var i = 0; i < frame.TallyCount; i++)
        {
            var tally = frame.Tally(i);
            Committed.Add(tally.Id.Value);
            Totals.Add(pointer, tally);
            place.Segment.Totals.Add(pointer, tally);
            if (tally.Committed > 0)
            {
                first = first.Value == 0 ? tally.Id : first;
                last = tally.Id;
            }
        }

        var offset = place.Offset + frame.HeadLength;
        for (var i = 0; i < frame.BlockCount; i++)
        {
            var (bytes, rows, min, max) = frame.Block(i);
            Blocks.Add(new StoredBlock(frame.FirstBlockId + i, pointer, first, last, rows, min, max, bytes), place with { Offset = offset });
            offset += bytes;
        }

        NextBlockId = Math.Max(NextBlockId, frame.FirstBlockId + frame.BlockCount);
        if (frame.QuarantineCount > 0)
        {
            AddQuarantine(pointer, frame, place, null);
            NextQuarantineId = Math.Max(NextQuarantineId, frame.QuarantineId(0) + frame.QuarantineCount);
        }
    }

    private void AddQuarantine(SlotPointer pointer, FrameView frame, FramePlace place, long[]? ids) =>
        Quarantine.Add(new QuarantineRun(pointer, QuarantinePlace(frame, place), frame.QuarantineBytes, frame.QuarantineId(0), ids, frame.QuarantineCount));

    // Thousands of frames name the same pointer: one object for all that follow each other.
    private SlotPointer PointerOf(FrameView frame)
    {
        if (_lastPointer is { } last
            && last.Generation == frame.Generation
            && last.Color == frame.Color
            && System.Text.Ascii.Equals(frame.ReleaseName, last.Release.Name))
        {
            return last;
        }

        return _lastPointer = frame.ToPointer();
    }
}
