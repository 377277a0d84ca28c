using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>
/// Every node of the candidate is ready and has been so for the dwell time. Before the switch a node that was started again since the check began is never stable; after
/// it, it may come back and dwell anew, since taking production back for one lost process would do more harm. More than two restarts of a node, or one that is
/// stopped, fail at both stages.
/// </summary>
public sealed class ReadinessCheck(Strategy strategy, CheckStage stage) : INodeCheck
{
    private const int MaxRestarts = 2;

    private readonly Dictionary<string, int> _restartsAtFirst = [];
    private IReadOnlyList<NodeReport> _nodes = [];
    private string? _failure;

    /// <inheritdoc/>
    public void ObserveNodes(IReadOnlyList<NodeReport> baseline, IReadOnlyList<NodeReport> candidate)
    {
        _nodes = candidate;
        foreach (var node in candidate)
        {
            _restartsAtFirst.TryAdd(node.Name, node.Restarts);
            if (node.State == NodeState.Stopped)
            {
                _failure ??= $"node {node.Name} is stopped";
            }
            else if (RestartsOf(node) > MaxRestarts)
            {
                _failure ??= $"node {node.Name} was started again {RestartsOf(node)} times";
            }
        }
    }

    /// <inheritdoc/>
    public CheckReport Report() => new()
    {
        Check = CheckNames.Readiness,
        Stage = stage,
        Verdict = Verdict,
        Summary = Summary,
        Samples = _nodes.Count(node => node.State == NodeState.Ready),
        MinSamples = _nodes.Count,
        SampleUnit = "node",
        Figures = [new CheckFigure("restarts", _nodes.Sum(RestartsOf)), new CheckFigure("shortest ready s", ShortestReady.TotalSeconds)],
    };

    private Verdict Verdict =>
        _failure is not null ? Verdict.Fail
        : _nodes.Count > 0 && _nodes.All(IsStable) ? Verdict.Pass
        : Verdict.Inconclusive;

    private string Summary =>
        _failure
        ?? (_nodes.Count == 0 ? "no node has reported yet"
            : Verdict == Verdict.Pass ? $"{Words.Count(_nodes.Count, "node")} ready for {Words.Time(ShortestReady)}"
            : $"{_nodes.Count(node => node.State == NodeState.Ready)} of {Words.Count(_nodes.Count, "node")}, {Words.Time(ShortestReady)} of {Words.Time(strategy.Dwell)}{Restarted}");

    private TimeSpan ShortestReady => _nodes.Count == 0 ? TimeSpan.Zero : _nodes.Min(node => node.State == NodeState.Ready ? node.ReadyFor : TimeSpan.Zero);

    private string Restarted => _nodes.FirstOrDefault(node => RestartsOf(node) > 0) is { } node ? $"; node {node.Name} was started again" : string.Empty;

    private bool IsStable(NodeReport node) =>
        node.State == NodeState.Ready && node.ReadyFor >= strategy.Dwell && (stage == CheckStage.Bake || RestartsOf(node) == 0);

    private int RestartsOf(NodeReport node) => node.Restarts - _restartsAtFirst.GetValueOrDefault(node.Name, node.Restarts);
}
