using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ledger;

/// <summary>What became of the records that one generation handled.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="Release">Its release.</param>
/// <param name="Batches">Batches committed.</param>
/// <param name="Committed">Records stored.</param>
/// <param name="Quarantined">Records that could not be processed and are kept aside.</param>
/// <param name="Dropped">Records that a rule dropped.</param>
public readonly record struct GenerationTotals(
    Generation Generation,
    ReleaseId Release,
    long Batches,
    long Committed,
    long Quarantined,
    long Dropped)
{
    /// <summary>All records that left the journal under this generation.</summary>
    public long Settled => Committed + Quarantined + Dropped;
}
