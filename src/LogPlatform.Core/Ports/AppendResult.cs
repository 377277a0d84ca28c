using LogPlatform.Core.Batches;

namespace LogPlatform.Core.Ports;

/// <summary>The outcome of an append.</summary>
/// <param name="Status">What happened.</param>
/// <param name="Id">The batch; for a duplicate, the batch that was kept before. None when refused.</param>
public readonly record struct AppendResult(AppendStatus Status, BatchId Id);
