using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>Every node of the candidate reports the release and the fingerprint of its rules.</summary>
/// <param name="stage">When it is run.</param>
/// <param name="release">The release that the nodes are to run.</param>
/// <param name="configuration">The fingerprint of its rules.</param>
public sealed class ConfigurationCheck(CheckStage stage, ReleaseId release, Fingerprint configuration) : INodeCheck
{
    private IReadOnlyList<NodeReport> _nodes = [];
    private string? _failure;

    /// <inheritdoc/>
    public void ObserveNodes(IReadOnlyList<NodeReport> baseline, IReadOnlyList<NodeReport> candidate)
    {
        _nodes = candidate;
        foreach (var node in candidate)
        {
            _failure ??= Mismatch(node);
        }
    }

    /// <inheritdoc/>
    public CheckReport Report()
    {
        var right = _nodes.Count(node => node.Release == release && node.Configuration == configuration);
        var isComplete = _nodes.Count > 0 && right == _nodes.Count;
        return new CheckReport
        {
            Check = CheckNames.Configuration,
            Stage = stage,
            Verdict = _failure is not null ? Verdict.Fail : isComplete ? Verdict.Pass : Verdict.Inconclusive,
            Summary = _failure
                ?? (isComplete ? $"{Words.Count(right, "node")} with release {release} and rules {configuration.Short}"
                    : _nodes.Count == 0 ? "no node has reported yet"
                    : $"{right} of {Words.Count(_nodes.Count, "node")} reported"),
            Samples = right,
            MinSamples = _nodes.Count,
            SampleUnit = "node",
        };
    }

    // A node that starts reports nothing yet, which is no mismatch.
    private string? Mismatch(NodeReport node) =>
        node.Release != default && node.Release != release ? $"node {node.Name} reports release {node.Release}, not {release}"
        : node.Configuration != default && node.Configuration != configuration ? $"node {node.Name} reports rules {node.Configuration.Short}, not {configuration.Short}"
        : null;
}
