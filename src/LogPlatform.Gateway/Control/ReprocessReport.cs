namespace LogPlatform.Gateway.Control;

/// <summary>What reprocessing did.</summary>
/// <param name="Reprocessed">Records that were journaled again and have left the quarantine.</param>
/// <param name="Remaining">Records still in quarantine.</param>
public sealed record ReprocessReport(long Reprocessed, long Remaining);
