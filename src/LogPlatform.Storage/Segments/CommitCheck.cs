using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Storage.Segments;

/// <summary>Whether a worker's answer adds up. A release may be wrong about its own work, and the ledger must not be.</summary>
internal static class CommitCheck
{
    /// <summary>
    /// Checks that the tallies are in rising order, that the blocks are whole and hold the committed records, and that the quarantine list holds the
    /// quarantined ones, batch by batch.
    /// </summary>
    public static bool TryCheck(Commit commit, out BlockSummary[] blocks, out int items)
    {
        items = 0;
        var (pointer, result) = commit;
        blocks = [];
        if (pointer.Color is not (Color.Blue or Color.Green) || pointer.Generation.Value < 1 || pointer.Release.Name.Length == 0)
        {
            return false;
        }

        var (committed, quarantined, last) = (0L, 0L, default(BatchId));
        foreach (var tally in result.Tallies)
        {
            if (tally.Id <= last || tally.Committed < 0 || tally.Quarantined < 0 || tally.Dropped < 0)
            {
                return false;
            }

            last = tally.Id;
            committed += tally.Committed;
            quarantined += tally.Quarantined;
        }

        return last.Value > 0 && TryReadBlocks(result.Blocks, committed, out blocks) && IsQuarantineSound(result, quarantined, out items);
    }

    private static bool TryReadBlocks(IReadOnlyList<ReadOnlyMemory<byte>> encoded, long committed, out BlockSummary[] blocks)
    {
        blocks = new BlockSummary[encoded.Count];
        var rows = 0L;
        for (var i = 0; i < blocks.Length; i++)
        {
            if (!BlockSummary.TryRead(encoded[i].Span, out blocks[i]))
            {
                return false;
            }

            rows += blocks[i].Rows;
        }

        return rows == committed;
    }

    // The list is in the order of the batches, as the worker met the records.
    private static bool IsQuarantineSound(WorkResult result, long quarantined, out int items)
    {
        items = 0;
        var list = result.Quarantine;
        if (quarantined == 0)
        {
            return list.IsEmpty;
        }

        foreach (var tally in result.Tallies)
        {
            for (var records = 0L; records < tally.Quarantined;)
            {
                if (!QuarantineEntry.TryRead(list, out var entry, out var length) || entry.Batch != tally.Id || (records += entry.Records) > tally.Quarantined)
                {
                    return false;
                }

                items++;
                list = list[length..];
            }
        }

        return list.IsEmpty;
    }
}
