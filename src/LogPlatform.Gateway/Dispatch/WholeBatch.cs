using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>A raw batch as one quarantined item.</summary>
public static class WholeBatch
{
    /// <summary>Wraps a batch up.</summary>
    public static WorkResult Quarantined(JournalEntry entry, BatchFormat format, ReadOnlySpan<byte> payload, string reason)
    {
        var list = new QuarantineWriter();
        list.Add(entry.Id, ordinal: 0, entry.ReceivedUnixNano, format, Encoding.UTF8.GetBytes(reason), payload, entry.RecordCount);
        return new WorkResult
        {
            Number = 0,
            Tallies = [new BatchTally(entry.Id, 0, entry.RecordCount, 0)],
            Blocks = [],
            Quarantine = list.Encoded,
            CpuNanoseconds = 0,
        };
    }
}
