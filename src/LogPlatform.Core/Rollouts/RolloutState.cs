using LogPlatform.Core.Ledger;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts;

/// <summary>Everything that is known of one deployment; what is stored. Only <see cref="Rollout.Decide"/> makes the next one.</summary>
public sealed record RolloutState
{
    /// <summary>Its number.</summary>
    public required DeploymentId Id { get; init; }

    /// <summary>Counts the decisions: a store accepts a state only behind the one before it.</summary>
    public required long Version { get; init; }

    /// <summary>The release that is deployed.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>The pointer when the deployment began: where a rollback goes.</summary>
    public required SlotPointer Before { get; init; }

    /// <summary>How it is done.</summary>
    public required Strategy Strategy { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, in words; may be empty.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Where it is.</summary>
    public required RolloutPhase Phase { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset PhaseSince { get; init; }

    /// <summary>When <see cref="Events.DeadlinePassed"/> is due; null when nothing is.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The pointer that the switch published; null before it.</summary>
    public SlotPointer? Switched { get; init; }

    /// <summary>The pointer that the rollback published; null before it.</summary>
    public SlotPointer? Restored { get; init; }

    /// <summary>The latest word of each check, by stage.</summary>
    public IReadOnlyList<CheckReport> Checks { get; init; } = [];

    /// <summary>Whether the release's output may be unreadable after a rollback: it then needs an approval, and is not rolled back automatically.</summary>
    public bool IsNotReversible { get; init; }

    /// <summary>Who approved the switch; null when nobody did.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>Whether the drain that is under way, or the last one, took longer than allowed.</summary>
    public bool IsDrainOverdue { get; init; }

    /// <summary>The last generation whose sealing was decided, and with it that of all before; the default value before the first. Only a slot whose generations are all sealed is stopped.</summary>
    public Generation Sealed { get; init; }

    /// <summary>What is known of the slot that served before.</summary>
    public OldSlot OldSlot { get; init; }

    /// <summary>What <see cref="Outcome"/> will say when the way back has ended; null unless it is on the way back.</summary>
    public string? PendingOutcome { get; init; }

    /// <summary>Why it can no longer be rolled back, as a clause that follows "cannot be rolled back:"; null as long as it can.</summary>
    public string? NoRollback { get; init; }

    /// <summary>Until when the old slot is kept running; null when it is not kept, or not yet.</summary>
    public DateTimeOffset? WarmUntil { get; init; }

    /// <summary>Why it ended as it did, in one sentence; null before the end.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The closed ledger of the generations it began, ended or made; null before the end.</summary>
    public DeploymentLedger? Ledger { get; init; }

    /// <summary>How long the switch took; null before it, and when the program ended before it could be noted.</summary>
    public SwitchTiming? SwitchTiming { get; init; }

    /// <summary>How long the rollback's switch took; null without one, and when the program ended before it could be noted.</summary>
    public SwitchTiming? RollbackTiming { get; init; }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>The slot that the release goes to.</summary>
    public Color Target => Before.Color.Other();
}
