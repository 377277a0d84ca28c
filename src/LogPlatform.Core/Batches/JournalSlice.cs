namespace LogPlatform.Core.Batches;

/// <summary>Where a journaled batch is: the position that is handed to a worker instead of the bytes.</summary>
/// <param name="Segment">Number of the journal segment.</param>
/// <param name="Offset">First byte of the entry in the segment.</param>
/// <param name="Length">Bytes of the entry, header included.</param>
public readonly record struct JournalSlice(long Segment, long Offset, int Length);
