using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ledger;

/// <summary>One generation in the ledger: accepted = committed + quarantined + dropped by rule + in flight.</summary>
/// <param name="Totals">What was settled under it.</param>
/// <param name="InFlight">Records leased to it and not settled, counted by the router.</param>
/// <param name="IsSealed">Whether nothing more can come.</param>
public sealed record GenerationAccount(GenerationTotals Totals, long InFlight, bool IsSealed)
{
    /// <summary>Records that this generation was given and answers for.</summary>
    public long Accepted => Totals.Settled + InFlight;

    /// <summary>The generation.</summary>
    public Generation Generation => Totals.Generation;
}
