using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rewinds;

/// <summary>What a bad release committed is processed again with the good one and superseded. Stored, so that it goes on after a restart.</summary>
public sealed record Rewind
{
    /// <summary>Its number.</summary>
    public required RewindId Id { get; init; }

    /// <summary>The generation whose records are replaced.</summary>
    public required Generation Generation { get; init; }

    /// <summary>The pointer that the new records carry: the one that held when it began.</summary>
    public required SlotPointer By { get; init; }

    /// <summary>Where it is.</summary>
    public required JobPhase Phase { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why; may be empty.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Units that the generation committed.</summary>
    public long Units { get; init; }

    /// <summary>Units staged so far.</summary>
    public long UnitsDone { get; init; }

    /// <summary>Units that stay as they are because the journal has not got their batches any more.</summary>
    public long UnitsGone { get; init; }

    /// <summary>Units that stay as they are because records they quarantined were processed again since.</summary>
    public long UnitsHeld { get; init; }

    /// <summary>What was replaced; null before the end.</summary>
    public SupersededTotals? Superseded { get; init; }
}
