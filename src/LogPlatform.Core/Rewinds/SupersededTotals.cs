namespace LogPlatform.Core.Rewinds;

/// <summary>What a rewind replaced.</summary>
/// <param name="Units">Units.</param>
/// <param name="Batches">Ingested batches in them.</param>
/// <param name="RecordsBefore">Records that were visible before.</param>
/// <param name="RecordsAfter">Records that are visible in their stead.</param>
public sealed record SupersededTotals(long Units, long Batches, long RecordsBefore, long RecordsAfter);
