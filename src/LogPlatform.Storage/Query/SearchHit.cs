using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Query;

/// <summary>A record that was found.</summary>
/// <param name="Record">Its index in the <see cref="RecordBatch.Records"/> of the page.</param>
/// <param name="Block">The block it is stored in, which knows generation and release.</param>
public readonly record struct SearchHit(int Record, StoredBlock Block);
