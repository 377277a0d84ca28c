namespace LogPlatform.ControlPage.Live;

/// <summary>What a slot did since the last reading.</summary>
/// <param name="Records">Records processed.</param>
/// <param name="Bytes">Their bytes, as received.</param>
/// <param name="Median">Median service time of its units, s; not a number when there was none.</param>
/// <param name="Tail">99th percentile of it, s; not a number when there was none.</param>
internal readonly record struct SlotReading(long Records, long Bytes, double Median, double Tail);
