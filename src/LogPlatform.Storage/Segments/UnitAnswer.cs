using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Storage.Segments;

/// <summary>What can be said of a worker's answer without committing it.</summary>
public static class UnitAnswer
{
    /// <summary>Whether the store would find <paramref name="commit"/> sound: blocks whole, tallies and quarantine list in agreement with each other.</summary>
    public static bool IsSound(Commit commit) => CommitCheck.TryCheck(commit, out _, out _);

    /// <summary>Whether every block of <paramref name="result"/> is whole and opens.</summary>
    public static bool Opens(WorkResult result) => result.Blocks.All(block => BlockReader.TryOpen(block, out _));

    /// <summary>The records in an encoded quarantine list, in its order; it ends where the list is not sound.</summary>
    public static IEnumerable<QuarantinePlace> Quarantined(ReadOnlyMemory<byte> list)
    {
        while (QuarantineEntry.TryRead(list, out var entry, out var length))
        {
            // A batch that no worker survived is one item of many records.
            for (var i = 0; i < entry.Records; i++)
            {
                yield return new QuarantinePlace(entry.Batch, entry.Ordinal + i);
            }

            list = list[length..];
        }
    }
}
