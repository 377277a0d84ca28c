namespace LogPlatform.Contracts.Validation;

/// <summary>A unit that went through both releases.</summary>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.UnitEvidence")]
public sealed record UnitEvidence
{
    /// <summary>Records in it.</summary>
    [Id(0)]
    public required long Records { get; init; }

    /// <summary>What the baseline made of it.</summary>
    [Id(1)]
    public required SideEvidence Baseline { get; init; }

    /// <summary>What the candidate made of it; null when it failed.</summary>
    [Id(2)]
    public SideEvidence? Candidate { get; init; }

    /// <summary>Why the candidate gave no sound answer; null when it did.</summary>
    [Id(3)]
    public string? Failure { get; init; }

    /// <summary>Records that only the candidate quarantines.</summary>
    [Id(4)]
    public long NewlyQuarantined { get; init; }

    /// <summary>Records that only the baseline quarantines.</summary>
    [Id(5)]
    public long NoLongerQuarantined { get; init; }

    /// <summary>Whether the candidate's blocks were decoded completely.</summary>
    [Id(6)]
    public bool IsReadable { get; init; }

    /// <summary>Whether it was recorded.</summary>
    [Id(7)]
    public bool IsReplayed { get; init; }

    /// <summary>Whether both releases made the same bytes.</summary>
    [Id(8)]
    public bool IsEqual { get; init; }

    /// <summary>Whether the candidate's records were looked at.</summary>
    [Id(9)]
    public bool IsOutputCompared { get; init; }

    /// <summary>Whether the candidate was warm.</summary>
    [Id(10)]
    public bool IsMeasured { get; init; }
}
