using LogPlatform.Core.Batches;

namespace LogPlatform.Postgres.Journal;

/// <summary>A raw batch.</summary>
/// <param name="Header">What the gateway knew of it.</param>
/// <param name="Payload">Its bytes; several readers may share them, and nobody writes to them.</param>
public sealed record JournaledBatch(BatchHeader Header, byte[] Payload);
