namespace LogPlatform.Core.Batches;

/// <summary>What became of the records of one ingested batch.</summary>
/// <param name="Id">The batch.</param>
/// <param name="Committed">Records stored.</param>
/// <param name="Quarantined">Records that could not be processed and are kept aside.</param>
/// <param name="Dropped">Records that a rule dropped.</param>
public readonly record struct BatchTally(BatchId Id, int Committed, int Quarantined, int Dropped)
{
    /// <summary>All records of the batch; equals <see cref="BatchHeader.RecordCount"/> for a sound answer.</summary>
    public long Total => (long)Committed + Quarantined + Dropped;
}
