namespace LogPlatform.Core.Validation.Checks;

/// <summary>What was offered to the candidate and what it made of it: running totals since measuring began (warm-up not counted), but for <see cref="Lag"/> and <see cref="Nodes"/>.</summary>
public sealed record MirrorLoad
{
    /// <summary>Time since measuring began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Records that production committed, whether they were mirrored or not.</summary>
    public required long LiveRecords { get; init; }

    /// <summary>Records offered to the candidate, replayed ones included.</summary>
    public required long OfferedRecords { get; init; }

    /// <summary>Records in units that the candidate answered soundly.</summary>
    public required long CompletedRecords { get; init; }

    /// <summary>Units that the candidate answered soundly.</summary>
    public required long CompletedUnits { get; init; }

    /// <summary>Sum of the candidate's service times of those units.</summary>
    public required TimeSpan Busy { get; init; }

    /// <summary>Live units that were left out because the mirror's queue was full.</summary>
    public long UnitsLeftOut { get; init; }

    /// <summary>Age of the oldest unit that was offered and is not answered; zero when there is none.</summary>
    public required TimeSpan Lag { get; init; }

    /// <summary>How many units the candidate's nodes work on at once at most.</summary>
    public required int Nodes { get; init; }

    /// <summary>This load and that of another gateway with the same candidate, whose time and nodes are the same.</summary>
    public MirrorLoad Plus(MirrorLoad other) => this with
    {
        LiveRecords = LiveRecords + other.LiveRecords,
        OfferedRecords = OfferedRecords + other.OfferedRecords,
        CompletedRecords = CompletedRecords + other.CompletedRecords,
        CompletedUnits = CompletedUnits + other.CompletedUnits,
        Busy = Busy + other.Busy,
        UnitsLeftOut = UnitsLeftOut + other.UnitsLeftOut,
        Lag = Lag > other.Lag ? Lag : other.Lag,
    };

    /// <summary>What this load has more than an earlier one of the same candidate: as if measuring had begun then.</summary>
    public MirrorLoad Since(MirrorLoad earlier) => this with
    {
        Elapsed = Elapsed - earlier.Elapsed,
        LiveRecords = LiveRecords - earlier.LiveRecords,
        OfferedRecords = OfferedRecords - earlier.OfferedRecords,
        CompletedRecords = CompletedRecords - earlier.CompletedRecords,
        CompletedUnits = CompletedUnits - earlier.CompletedUnits,
        Busy = Busy - earlier.Busy,
        UnitsLeftOut = UnitsLeftOut - earlier.UnitsLeftOut,
    };
}
