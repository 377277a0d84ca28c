using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Journal;

/// <summary>Batches that the disk lost: acknowledged once, not readable any more. The store must be told to pass over them.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
public readonly record struct MissingBatches(BatchId First, BatchId Last);
