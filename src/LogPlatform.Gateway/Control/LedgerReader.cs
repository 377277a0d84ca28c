using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Control;

/// <summary>
/// Draws up the account of all records (invariant 3) from three sources that know nothing of each other: what the journal accepted, what the store settled, and
/// the journaled batches that the store has not got, counted one by one.
/// </summary>
public sealed class LedgerReader(IJournal journal, IRecordStore store)
{
    private const int QuietAttempts = 8;
    private const int EntriesAtOnce = 4096;

    /// <summary>The account now. Batches go on arriving and being committed meanwhile, so a few attempts look for a moment in which nothing moved.</summary>
    public LedgerReport Read()
    {
        for (var attempt = 1; ; attempt++)
        {
            if (TryRead(attempt == QuietAttempts, out var report))
            {
                return report;
            }
        }
    }

    private bool TryRead(bool acceptMovement, out LedgerReport report)
    {
        var last = journal.LastDurable;
        var accepted = journal.AcceptedRecords;
        var totals = store.Totals();
        var settled = totals.Sum(generation => generation.Settled);
        var counted = CountInFlight(last);
        var moved = store.Totals().Sum(generation => generation.Settled) - settled;
        var arrived = journal.AcceptedRecords - accepted;
        var inFlight = accepted - settled;

        // In a quiet moment the count must meet the difference exactly. In a moving one it may miss what was committed or arrived while it was made, and no more.
        var balanced = counted <= inFlight + arrived && counted + moved >= inFlight;
        report = new LedgerReport(
            [.. totals.Select(total => new GenerationLedger(
                total.Generation.Value,
                total.Release.Name,
                total.Batches,
                total.Committed,
                total.Quarantined,
                total.Dropped))],
            accepted,
            totals.Sum(total => total.Committed),
            totals.Sum(total => total.Quarantined),
            totals.Sum(total => total.Dropped),
            moved == 0 && arrived == 0 ? counted : inFlight,
            balanced);
        return acceptMovement || (moved == 0 && arrived == 0);
    }

    private long CountInFlight(BatchId last)
    {
        var records = 0L;
        for (var cursor = store.DurableWatermark; cursor < last;)
        {
            var entries = journal.Read(cursor, EntriesAtOnce);
            if (entries.Count == 0)
            {
                break;
            }

            records += entries.Where(entry => entry.Id <= last && !store.IsCommitted(entry.Id)).Sum(entry => (long)entry.RecordCount);
            cursor = entries[^1].Id;
        }

        return records;
    }
}
