namespace LogPlatform.Gateway.Control;

/// <summary>The account of all records: accepted = committed + quarantined + dropped + in flight.</summary>
/// <param name="Generations">What each generation settled, in order.</param>
/// <param name="Accepted">Records ever accepted.</param>
/// <param name="Committed">Records stored.</param>
/// <param name="Quarantined">Records kept aside.</param>
/// <param name="Dropped">Records that a rule dropped.</param>
/// <param name="InFlight">Records accepted and not settled, counted by themselves: not what is left over.</param>
/// <param name="Balanced">Whether the equation holds.</param>
/// <param name="Waiting">Those in flight that no generation has yet: accepted, and not leased.</param>
public sealed record LedgerReport(
    IReadOnlyList<GenerationLedger> Generations,
    long Accepted,
    long Committed,
    long Quarantined,
    long Dropped,
    long InFlight,
    bool Balanced,
    long Waiting = 0);
