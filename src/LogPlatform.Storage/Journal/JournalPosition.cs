using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Journal;

/// <summary>Where a journal continues.</summary>
/// <param name="NextSegment">Number of the next segment.</param>
/// <param name="NextId">Id of the next batch.</param>
/// <param name="Accepted">Records in all batches before that.</param>
internal readonly record struct JournalPosition(long NextSegment, BatchId NextId, long Accepted);
