namespace LogPlatform.Core.Validation;

/// <summary>The same unit of work through the baseline and through the candidate: the sample of all paired checks.</summary>
public sealed record PairedUnit
{
    /// <summary>Records in the unit.</summary>
    public required long Records { get; init; }

    /// <summary>What the baseline made of it.</summary>
    public required UnitSide Baseline { get; init; }

    /// <summary>What the candidate made of it; null when it failed (see <see cref="Failure"/>).</summary>
    public required UnitSide? Candidate { get; init; }

    /// <summary>Why the candidate gave no sound answer; null when it did.</summary>
    public string? Failure { get; init; }

    /// <summary>Records that the candidate quarantines and the baseline does not.</summary>
    public long NewlyQuarantined { get; init; }

    /// <summary>Records that the baseline quarantines and the candidate does not.</summary>
    public long NoLongerQuarantined { get; init; }

    /// <summary>Whether the reader of this edition decoded the candidate's blocks completely.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>Whether the unit came from the journal instead of live traffic.</summary>
    public bool IsReplayed { get; init; }
}
