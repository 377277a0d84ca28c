using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ports;

/// <summary>The nodes of one release: those of a slot, or a few set aside for a rehearsal.</summary>
public interface ISlot : IProcessor
{
    /// <summary>The release they run.</summary>
    ReleaseId Release { get; }

    /// <summary>What each node reports now.</summary>
    IReadOnlyList<NodeReport> Nodes { get; }
}
