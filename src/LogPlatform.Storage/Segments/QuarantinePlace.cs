using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Segments;

/// <summary>Where a quarantined record came from.</summary>
/// <param name="Batch">The ingested batch.</param>
/// <param name="Ordinal">Its position in that batch, from 0.</param>
public readonly record struct QuarantinePlace(BatchId Batch, int Ordinal);
