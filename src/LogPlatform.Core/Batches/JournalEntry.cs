namespace LogPlatform.Core.Batches;

/// <summary>A durable batch, as the dispatcher sees it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="RecordCount">Number of records in it.</param>
/// <param name="PayloadBytes">Size of its bytes.</param>
/// <param name="ReceivedUnixNano">When it was received, nanoseconds since the Unix epoch.</param>
/// <param name="Slice">Where its bytes are.</param>
public readonly record struct JournalEntry(BatchId Id, int RecordCount, int PayloadBytes, long ReceivedUnixNano, JournalSlice Slice);
