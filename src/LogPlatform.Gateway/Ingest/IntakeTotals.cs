namespace LogPlatform.Gateway.Ingest;

/// <summary>What came in since the start of the process.</summary>
/// <param name="Batches">Batches made durable.</param>
/// <param name="Records">Records in them.</param>
/// <param name="Bytes">Bytes in them, decompressed.</param>
/// <param name="Duplicates">Batches that were durable before: retries.</param>
/// <param name="Rejected">Batches that were refused.</param>
/// <param name="Dropped">Records lost before they could be acknowledged: syslog datagrams with nowhere to go.</param>
/// <param name="SyslogConnections">Open syslog connections.</param>
public sealed record IntakeTotals(long Batches, long Records, long Bytes, long Duplicates, long Rejected, long Dropped, long SyslogConnections);
