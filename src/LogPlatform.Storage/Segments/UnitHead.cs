using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Storage.Segments;

/// <summary>A unit of work as the head of its frame tells of it, the tallies summed up. It holds wherever the frame is.</summary>
internal sealed record UnitHead
{
    /// <summary>The number of the frame.</summary>
    public required long Sequence { get; init; }

    /// <summary>The pointer under which it was processed.</summary>
    public required SlotPointer Pointer { get; init; }

    /// <summary>What became of its records.</summary>
    public required GenerationTotals Totals { get; init; }

    /// <summary>Its blocks.</summary>
    public required StoredBlock[] Blocks { get; init; }

    /// <summary>The id that its first block got, or that of the unit it replaces: what was committed before then was committed before it.</summary>
    public required long Since { get; init; }

    /// <summary>Id of its first quarantined record.</summary>
    public required long FirstQuarantineId { get; init; }

    /// <summary>Number of its quarantined records.</summary>
    public required int QuarantineCount { get; init; }

    /// <summary>Bytes of its quarantine list.</summary>
    public required long QuarantineBytes { get; init; }

    /// <summary>From the start of the frame to its first block.</summary>
    public required long BlocksOffset { get; init; }

    /// <summary>From the start of the frame to its quarantine list.</summary>
    public required long QuarantineOffset { get; init; }

    /// <summary>Ids of its quarantined records.</summary>
    public IEnumerable<long> QuarantineIds => Enumerable.Range(0, QuarantineCount).Select(i => FirstQuarantineId + i);

    /// <summary>Reads the head of a commit or of a staged unit.</summary>
    public static UnitHead Of(FrameView frame, SlotPointer pointer)
    {
        var totals = new GenerationTotals(pointer.Generation, pointer.Release, frame.TallyCount, 0, 0, 0);
        var (first, last) = (default(BatchId), default(BatchId));
        for (var i = 0; i < frame.TallyCount; i++)
        {
            var tally = frame.Tally(i);
            totals = totals with
            {
                Committed = totals.Committed + tally.Committed,
                Quarantined = totals.Quarantined + tally.Quarantined,
                Dropped = totals.Dropped + tally.Dropped,
            };
            if (tally.Committed > 0)
            {
                first = first.Value == 0 ? tally.Id : first;
                last = tally.Id;
            }
        }

        var isStaged = frame.Kind == FrameKind.Stage;
        var since = isStaged ? frame.Number(2) : frame.FirstBlockId;
        var blocks = new StoredBlock[frame.BlockCount];
        for (var i = 0; i < blocks.Length; i++)
        {
            var (bytes, rows, min, max) = frame.Block(i);
            var id = frame.FirstBlockId + i;
            blocks[i] = new StoredBlock(id, pointer, first, last, rows, min, max, bytes) { Since = isStaged ? since : id };
        }

        return new UnitHead
        {
            Sequence = frame.Sequence,
            Pointer = pointer,
            Totals = totals,
            Blocks = blocks,
            Since = since,
            FirstQuarantineId = frame.FirstQuarantineId,
            QuarantineCount = frame.QuarantineCount,
            QuarantineBytes = frame.QuarantineBytes,
            BlocksOffset = frame.HeadLength,
            QuarantineOffset = frame.HeadLength + frame.BodyLength - frame.QuarantineBytes,
        };
    }

    /// <summary>The blocks with their places, when the frame is at <paramref name="frame"/>.</summary>
    public IEnumerable<(StoredBlock Block, FramePlace Place)> BlocksAt(FramePlace frame)
    {
        var offset = frame.Offset + BlocksOffset;
        foreach (var block in Blocks)
        {
            yield return (block, frame with { Offset = offset });
            offset += block.Bytes;
        }
    }

    /// <summary>The quarantined records, when the frame is at <paramref name="frame"/>; null without any.</summary>
    public QuarantineRun? QuarantineAt(FramePlace frame) => QuarantineCount == 0
        ? null
        : new QuarantineRun(Pointer, frame with { Offset = frame.Offset + QuarantineOffset }, QuarantineBytes, FirstQuarantineId, null, QuarantineCount);
}
