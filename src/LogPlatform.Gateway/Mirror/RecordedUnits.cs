using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Time;
using LogPlatform.Gateway.Dispatch;

namespace LogPlatform.Gateway.Mirror;

/// <summary>Units of work made of what the journal has recorded.</summary>
internal static class RecordedUnits
{
    /// <summary>Groups recorded batches, in order of their ids, as the dispatcher would have grouped them when they came in.</summary>
    public static IEnumerable<IReadOnlyList<JournalEntry>> Group(IEnumerable<JournalEntry> entries, DispatchOptions options)
    {
        var unit = new List<JournalEntry>();
        var (bytes, records) = (0L, 0L);
        foreach (var entry in entries)
        {
            bytes += entry.PayloadBytes;
            records += entry.RecordCount;
            if (unit.Count > 0 && (bytes > options.UnitBytes || records > options.UnitRecords || HasLingered(unit[0], entry, options.Linger)))
            {
                yield return unit;
                unit = [];
                (bytes, records) = (entry.PayloadBytes, entry.RecordCount);
            }

            unit.Add(entry);
        }

        if (unit.Count > 0)
        {
            yield return unit;
        }
    }

    /// <summary>Records in a unit.</summary>
    public static long RecordsIn(IReadOnlyList<JournalEntry> entries)
    {
        var records = 0L;
        for (var i = 0; i < entries.Count; i++)
        {
            records += entries[i].RecordCount;
        }

        return records;
    }

    /// <summary>Whether retention has taken the first of <paramref name="entries"/>: it takes the oldest first.</summary>
    public static bool IsGone(IJournal journal, IReadOnlyList<JournalEntry> entries) => Find(journal, entries[0].Id) is null;

    /// <summary>A recorded batch; null when retention has taken it.</summary>
    public static JournalEntry? Find(IJournal journal, BatchId id) =>
        journal.Read(new BatchId(id.Value - 1), 1) is [var entry] && entry.Id == id ? entry : null;

    private static bool HasLingered(in JournalEntry first, in JournalEntry entry, TimeSpan linger) =>
        UnixNano.ToDate(entry.ReceivedUnixNano) - UnixNano.ToDate(first.ReceivedUnixNano) > linger;
}
