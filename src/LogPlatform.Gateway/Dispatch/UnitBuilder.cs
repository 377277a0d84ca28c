using LogPlatform.Core.Batches;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>Groups consecutive journaled batches into units of work. Pure.</summary>
internal static class UnitBuilder
{
    /// <summary>
    /// The batches of the next unit, from the front of <paramref name="entries"/>: never empty for a non-empty input, and only one batch where that alone exceeds the bounds.
    /// </summary>
    /// <param name="entries">Batches that wait, oldest first.</param>
    /// <param name="unitBytes">Raw bytes that a unit should not exceed.</param>
    /// <param name="unitRecords">Records that a unit should not exceed.</param>
    /// <param name="isFull">Whether waiting for more batches could not make the unit larger.</param>
    public static int Take(IReadOnlyList<JournalEntry> entries, int unitBytes, int unitRecords, out bool isFull)
    {
        long bytes = 0;
        long records = 0;
        for (var taken = 0; taken < entries.Count; taken++)
        {
            bytes += entries[taken].PayloadBytes;
            records += entries[taken].RecordCount;
            if (taken > 0 && (bytes > unitBytes || records > unitRecords))
            {
                isFull = true;
                return taken;
            }
        }

        isFull = bytes >= unitBytes || records >= unitRecords;
        return entries.Count;
    }
}
