namespace LogPlatform.Gateway.Control;

/// <summary>What became of the records that one generation handled.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="Release">Its release.</param>
/// <param name="Batches">Batches committed.</param>
/// <param name="Committed">Records stored.</param>
/// <param name="Quarantined">Records kept aside.</param>
/// <param name="Dropped">Records that a rule dropped.</param>
/// <param name="InFlight">Records that are leased under it now.</param>
public sealed record GenerationLedger(long Generation, string Release, long Batches, long Committed, long Quarantined, long Dropped, long InFlight = 0);
