namespace LogPlatform.Contracts.Validation;

/// <summary>What one release made of a unit.</summary>
/// <param name="ServiceTime">Time that it took.</param>
/// <param name="CpuTime">CPU time that it took; zero when unknown.</param>
/// <param name="Committed">Records kept.</param>
/// <param name="Quarantined">Records that could not be processed.</param>
/// <param name="Dropped">Records dropped by a rule.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.SideEvidence")]
public readonly record struct SideEvidence(
    [property: Id(0)] TimeSpan ServiceTime,
    [property: Id(1)] TimeSpan CpuTime,
    [property: Id(2)] long Committed,
    [property: Id(3)] long Quarantined,
    [property: Id(4)] long Dropped);
