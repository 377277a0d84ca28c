namespace LogPlatform.Cli.Load;

/// <summary>How far a run is.</summary>
/// <param name="Elapsed">Time since its start.</param>
/// <param name="Sent">Records sent.</param>
/// <param name="Acknowledged">Records acknowledged.</param>
/// <param name="AcknowledgedBytes">Bytes of the acknowledged batches.</param>
public readonly record struct LoadProgress(TimeSpan Elapsed, long Sent, long Acknowledged, long AcknowledgedBytes);
