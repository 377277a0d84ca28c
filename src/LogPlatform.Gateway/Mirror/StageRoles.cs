using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Mirror;

/// <summary>
/// Which slot plays which part in a stage. The baseline is the release before and the candidate the new one, always; before the switch the baseline serves and the
/// candidate gets the mirror, after it the other way round.
/// </summary>
internal sealed class StageRoles(ISlotProvisioner slots, RolloutState deployment, CheckStage stage)
{
    private readonly SlotPointer _baseline = deployment.Before;
    private readonly SlotPointer _candidate = deployment.Switched ?? new SlotPointer(deployment.Target, deployment.Before.Generation.Next, deployment.Release);

    /// <summary>Whether the candidate serves production.</summary>
    public bool IsCandidateActive { get; } = stage == CheckStage.Bake;

    /// <summary>The pointer under which production is processed.</summary>
    public SlotPointer Production => IsCandidateActive ? _candidate : _baseline;

    /// <summary>The candidate's pointer: before the switch, the one it would have.</summary>
    public SlotPointer CandidatePointer => _candidate;

    /// <summary>The candidate's nodes; null when they are gone.</summary>
    public ISlot? Candidate => Find(_candidate);

    /// <summary>The baseline's nodes; null when they are gone.</summary>
    public ISlot? Baseline => Find(_baseline);

    /// <summary>The nodes that serve production.</summary>
    public ISlot? Active => IsCandidateActive ? Candidate : Baseline;

    /// <summary>The nodes that get the mirror.</summary>
    public ISlot? Mirror => IsCandidateActive ? Baseline : Candidate;

    private ISlot? Find(SlotPointer pointer) => slots.Find(pointer.Color) is { } slot && slot.Release == pointer.Release ? slot : null;
}
