using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>A check on what nodes report, looked at again and again.</summary>
public interface INodeCheck : ICheck
{
    /// <summary>Takes one look at the nodes of both slots in.</summary>
    /// <param name="baseline">The nodes of the old release; empty when its slot is stopped.</param>
    /// <param name="candidate">The nodes of the new release.</param>
    void ObserveNodes(IReadOnlyList<NodeReport> baseline, IReadOnlyList<NodeReport> candidate);
}
