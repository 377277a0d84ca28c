using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>The memory of the candidate's nodes, against the limit and against the baseline's largest.</summary>
internal sealed class MemoryWatch(Strategy strategy)
{
    private const long Allowance = 64 << 20;
    private const int MaxInARow = 3;

    private readonly Dictionary<string, int> _tooLargeInARow = [];
    private readonly Dictionary<string, int> _restarts = [];

    /// <summary>Looks at the nodes in which memory was known.</summary>
    public int Looks { get; private set; }

    /// <summary>Looks at the nodes in which the memory of none was known.</summary>
    public int BlindLooks { get; private set; }

    /// <summary>Largest node of the baseline at the last look, bytes.</summary>
    public long Baseline { get; private set; }

    /// <summary>Largest node of the candidate at the last look, bytes.</summary>
    public long Candidate { get; private set; }

    /// <summary>How often nodes of the candidate were started again while they were watched: memory begins anew then.</summary>
    public int Restarts { get; private set; }

    /// <summary>What is proven against the candidate; null while nothing is.</summary>
    public string? Breach { get; private set; }

    /// <summary>Whether enough was seen, and all of it good.</summary>
    public bool IsSound => Breach is null && Looks >= MaxInARow && _tooLargeInARow.Values.All(inARow => inARow == 0);

    public void Observe(IReadOnlyList<NodeReport> baseline, IReadOnlyList<NodeReport> candidate)
    {
        Baseline = Largest(baseline);
        Candidate = Largest(candidate);
        Looks += Candidate > 0 ? 1 : 0;
        BlindLooks += Candidate == 0 && candidate.Count > 0 ? 1 : 0;
        var limit = Baseline == 0 ? strategy.MemoryLimit : Math.Min(strategy.MemoryLimit, (Baseline * strategy.MemoryRatio) + Allowance);
        foreach (var node in candidate)
        {
            Restarts += Math.Max(0, node.Restarts - _restarts.GetValueOrDefault(node.Name, node.Restarts));
            _restarts[node.Name] = node.Restarts;
            var inARow = node.ResidentBytes > limit ? _tooLargeInARow.GetValueOrDefault(node.Name) + 1 : 0;
            _tooLargeInARow[node.Name] = inARow;
            if (inARow >= MaxInARow)
            {
                Breach ??= $"node {node.Name} takes {Words.Mebibytes(node.ResidentBytes)} of memory, more than {Words.Mebibytes((long)limit)}";
            }
        }
    }

    private static long Largest(IReadOnlyList<NodeReport> nodes) => nodes.Count == 0 ? 0 : nodes.Max(node => node.ResidentBytes);
}
