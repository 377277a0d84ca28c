using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rehearsals;

/// <summary>A recorded window of the journal through a release that is not deployed, beside the release that serves.</summary>
public sealed record Rehearsal
{
    /// <summary>Its number: 1 for the first since the start of the program.</summary>
    public required long Id { get; init; }

    /// <summary>The release that is tried.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>The release it is compared with.</summary>
    public required ReleaseId Baseline { get; init; }

    /// <summary>Start of the window: batches received at or after.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the window, not included.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Where it is.</summary>
    public required JobPhase Phase { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Actor { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Batches in the window.</summary>
    public long Batches { get; init; }

    /// <summary>Batches compared so far.</summary>
    public long BatchesDone { get; init; }

    /// <summary>Batches that retention took before they were read.</summary>
    public long BatchesGone { get; init; }

    /// <summary>Records compared so far.</summary>
    public long Records { get; init; }

    /// <summary>Records that differ in any way.</summary>
    public long RecordsDifferent { get; init; }

    /// <summary>What the baseline made of all of it.</summary>
    public UnitSide BaselineSum { get; init; }

    /// <summary>What the release made of all of it.</summary>
    public UnitSide ReleaseSum { get; init; }

    /// <summary>Units that the release gave no sound answer for.</summary>
    public long Failures { get; init; }

    /// <summary>The differences; most frequent first.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];
}
