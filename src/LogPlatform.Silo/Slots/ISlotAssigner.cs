using Orleans.Concurrency;

namespace LogPlatform.Silo.Slots;

/// <summary>The slot's grain, as its silos see it. Key 0.</summary>
[Alias("LogPlatform.ISlotAssigner")]
internal interface ISlotAssigner : IGrainWithIntegerKey
{
    /// <summary>What the silos are to load, as it is stored.</summary>
    [AlwaysInterleave]
    [Alias("Assignment")]
    Task<SlotAssignment> AssignmentAsync();
}
