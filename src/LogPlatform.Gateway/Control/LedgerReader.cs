using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Control;

/// <summary>
/// Draws up the account of all records (invariant 3) from four sources that know nothing of each other: what the journal accepted, what the store settled, the
/// journaled batches that the store has not got, counted one by one, and what the router has leased.
/// </summary>
public sealed class LedgerReader(IJournal journal, IRecordStore store, ITrafficRouter router)
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
        // In this order: what arrives between the two is counted, and known as movement by the second look at what was accepted.
        var accepted = journal.AcceptedRecords;
        var last = journal.LastDurable;
        var totals = store.Totals();
        var leased = router.RecordsInFlight();
        var settled = totals.Sum(generation => generation.Settled);
        var counted = CountInFlight(last);
        var moved = store.Totals().Sum(generation => generation.Settled) - settled;
        var arrived = journal.AcceptedRecords - accepted;

        // In a quiet moment the count must meet the difference exactly. In a moving one it may miss what was committed or arrived while it was made, and no more.
        var balanced = counted <= accepted - settled + arrived && counted + moved >= accepted - settled;
        var inFlight = moved == 0 && arrived == 0 ? counted : accepted - settled;

        // A lease outlives its commit by a moment, and its records are then on both sides: that too is movement.
        var waiting = inFlight - leased.Values.Sum();
        var isQuiet = moved == 0 && arrived == 0 && waiting >= 0;
        report = new LedgerReport(
            Lines(totals, leased),
            accepted,
            totals.Sum(total => total.Committed),
            totals.Sum(total => total.Quarantined),
            totals.Sum(total => total.Dropped),
            inFlight,
            balanced,
            Math.Max(0, waiting));
        return acceptMovement || isQuiet;
    }

    private List<GenerationLedger> Lines(IReadOnlyList<GenerationTotals> totals, IReadOnlyDictionary<Generation, long> leased)
    {
        var current = router.Current;
        var lines = totals.ToDictionary(total => total.Generation);
        foreach (var generation in leased.Where(lease => lease.Value > 0 && !lines.ContainsKey(lease.Key)).Select(lease => lease.Key).ToList())
        {
            lines[generation] = new GenerationTotals(generation, generation == current.Generation ? current.Release : default, 0, 0, 0, 0);
        }

        return
        [
            .. lines.Values.OrderBy(total => total.Generation).Select(total => new GenerationLedger(
                total.Generation.Value,
                total.Release.Name,
                total.Batches,
                total.Committed,
                total.Quarantined,
                total.Dropped,
                leased.GetValueOrDefault(total.Generation))),
        ];
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

            var committed = store.CommittedOf([.. entries.Select(entry => entry.Id)]);
            records += entries.Where(entry => entry.Id <= last && !committed.Contains(entry.Id)).Sum(entry => (long)entry.RecordCount);
            cursor = entries[^1].Id;
        }

        return records;
    }
}
