using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Slots;

namespace LogPlatform.Storage.Segments;

/// <summary>The sums of tallies for each generation.</summary>
internal sealed class LedgerTotals
{
    private readonly SortedDictionary<Generation, GenerationTotals> _totals = [];

    /// <summary>The sums, by rising generation.</summary>
    public IReadOnlyList<GenerationTotals> ToList() => [.. _totals.Values];

    /// <summary>Adds what became of one batch.</summary>
    public void Add(SlotPointer pointer, BatchTally tally) =>
        Add(new GenerationTotals(pointer.Generation, pointer.Release, 1, tally.Committed, tally.Quarantined, tally.Dropped));

    /// <summary>Adds sums of one generation.</summary>
    public void Add(GenerationTotals more)
    {
        _totals.TryGetValue(more.Generation, out var sum);
        _totals[more.Generation] = new GenerationTotals(
            more.Generation,
            more.Release,
            sum.Batches + more.Batches,
            sum.Committed + more.Committed,
            sum.Quarantined + more.Quarantined,
            sum.Dropped + more.Dropped);
    }

    /// <summary>Takes back what <see cref="Add(SlotPointer, BatchTally)"/> added.</summary>
    public void Subtract(SlotPointer pointer, BatchTally tally) =>
        Add(new GenerationTotals(pointer.Generation, pointer.Release, -1, -tally.Committed, -tally.Quarantined, -tally.Dropped));

    /// <summary>Adds all sums of <paramref name="other"/>.</summary>
    public void Add(LedgerTotals other)
    {
        foreach (var totals in other._totals.Values)
        {
            Add(totals);
        }
    }
}
