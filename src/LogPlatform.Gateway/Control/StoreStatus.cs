namespace LogPlatform.Gateway.Control;

/// <summary>The store.</summary>
/// <param name="Blocks">Committed blocks.</param>
/// <param name="Rows">Records in them.</param>
/// <param name="Bytes">Room they take on disk.</param>
/// <param name="Watermark">Every batch up to this one is committed and durable.</param>
/// <param name="Quarantined">Records in quarantine.</param>
public sealed record StoreStatus(long Blocks, long Rows, long Bytes, long Watermark, long Quarantined);
