using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts.Model;

/// <summary>How a world behaves when it is left alone.</summary>
internal sealed record Habits
{
    /// <summary>What checks say at each stage.</summary>
    public Verdict Validation { get; init; } = Verdict.Pass;

    public Verdict Bake { get; init; } = Verdict.Pass;

    /// <summary>Whether backward read fails.</summary>
    public bool IsUnreadable { get; init; }

    public bool CanFillTarget { get; init; } = true;

    public bool CanRefillOldSlot { get; init; } = true;

    /// <summary>Whether leases end by themselves; otherwise a person forces the drain once it is overdue.</summary>
    public bool Drains { get; init; } = true;

    public bool Approves { get; init; } = true;

    /// <summary>Whether the old slot dies silently at the switch.</summary>
    public bool LosesOldSlot { get; init; }

    /// <summary>What a person does, once, in which phase.</summary>
    public (RolloutPhase Phase, Func<World, RolloutEvent> Command)? Intervention { get; init; }
}
