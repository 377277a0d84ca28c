namespace LogPlatform.Cli.Load;

/// <summary>What was found of a run's records, compared number by number.</summary>
/// <param name="Acknowledged">Records that had to be found.</param>
/// <param name="Found">Different records found.</param>
/// <param name="FoundMaybe">Of those, records without a definite answer: allowed.</param>
/// <param name="Missing">Acknowledged records that were not found.</param>
/// <param name="Doubled">Records found more than once.</param>
/// <param name="Unexpected">Records found although they were refused or never sent.</param>
public sealed record LoadProof(long Acknowledged, long Found, long FoundMaybe, IdSample Missing, IdSample Doubled, IdSample Unexpected)
{
    /// <summary>Whether every acknowledged record is there once, and nothing that should not be.</summary>
    public bool Holds => Missing.Count == 0 && Doubled.Count == 0 && Unexpected.Count == 0;
}
