using LogPlatform.Core.Ledger;
using LogPlatform.Core.Slots;

namespace LogPlatform.Storage.Segments;

/// <summary>The sums of tallies for each generation.</summary>
internal sealed class LedgerTotals
{
    private readonly SortedDictionary<Generation, GenerationTotals> _totals = [];

    /// <summary>The sums, by rising generation.</summary>
    public IReadOnlyList<GenerationTotals> ToList() => [.. _totals.Values];

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

    /// <summary>Takes sums back that were added.</summary>
    public void Subtract(GenerationTotals sums) =>
        Add(new GenerationTotals(sums.Generation, sums.Release, -sums.Batches, -sums.Committed, -sums.Quarantined, -sums.Dropped));

    /// <summary>Whether batches of a generation are in the sums.</summary>
    public bool Holds(Generation generation) => _totals.TryGetValue(generation, out var sum) && sum.Batches > 0;

    /// <summary>Adds all sums of <paramref name="other"/>.</summary>
    public void Add(LedgerTotals other)
    {
        foreach (var totals in other._totals.Values)
        {
            Add(totals);
        }
    }
}
