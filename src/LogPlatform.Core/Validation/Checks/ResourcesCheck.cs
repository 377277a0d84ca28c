using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>
/// CPU time, unit by unit as in <see cref="LatencyCheck"/> (the same unit has the same records on both sides), and memory of the nodes. Where no node's memory is ever
/// known the memory is left out, and the summary says so.
/// </summary>
public sealed class ResourcesCheck(Strategy strategy, CheckStage stage) : IUnitCheck, INodeCheck
{
    private readonly RatioEvidence _cpu = new(strategy.CpuRatio, strategy.Alpha);
    private readonly MemoryWatch _memory = new(strategy);
    private string? _failure;
    private bool _isCpuShown;

    private bool IsMemoryUnknown => _memory.Looks == 0 && _memory.BlindLooks > 0;

    /// <inheritdoc/>
    public void Observe(PairedUnit unit)
    {
        // Zero is unknown: such a unit says nothing.
        if (unit.Candidate is { } candidate && unit.Failure is null && candidate.CpuTime > TimeSpan.Zero && unit.Baseline.CpuTime > TimeSpan.Zero)
        {
            _cpu.Add(unit.Baseline.CpuTime, candidate.CpuTime);
            _failure ??= _cpu.Breach is { } breach ? $"more CPU time: {breach}" : null;
            _isCpuShown |= _cpu.Pairs >= strategy.MinUnits && _cpu.IsSound;
        }
    }

    /// <inheritdoc/>
    public void ObserveNodes(IReadOnlyList<NodeReport> baseline, IReadOnlyList<NodeReport> candidate)
    {
        _memory.Observe(baseline, candidate);
        _failure ??= _memory.Breach;
    }

    /// <inheritdoc/>
    public CheckReport Report() => new()
    {
        Check = CheckNames.Resources,
        Stage = stage,
        Verdict = Verdict,
        Summary = Summary,
        Samples = _cpu.Pairs,
        MinSamples = strategy.MinUnits,
        SampleUnit = "unit",
        Figures =
        [
            .. _cpu.Figures("CPU "),
            new CheckFigure("baseline largest node MiB", _memory.Baseline / (double)(1 << 20)),
            new CheckFigure("candidate largest node MiB", _memory.Candidate / (double)(1 << 20)),
            new CheckFigure("candidate restarts", _memory.Restarts),
        ],
    };

    private Verdict Verdict =>
        _failure is not null ? Verdict.Fail
        : _isCpuShown && (_memory.IsSound || IsMemoryUnknown) ? Verdict.Pass
        : Verdict.Inconclusive;

    private string Summary =>
        _failure
        ?? (_cpu.Pairs == 0 ? $"the CPU time of no unit is known for both releases yet; {Memory}"
            : _cpu.Pairs < strategy.MinUnits ? $"{_cpu.Pairs:#,0} of {Words.Count(strategy.MinUnits, "unit")}; {Memory}"
            : $"{(Verdict == Verdict.Pass ? "not more" : "not decided")}: the median CPU time is {Words.Factor(_cpu.MedianRatio)} times the baseline's over {Words.Count(_cpu.Pairs, "unit")}; {Memory}");

    private string Memory =>
        IsMemoryUnknown ? "memory is unknown here and left out"
        : _memory.Looks == 0 ? "no node has reported its memory yet"
        : $"largest node {Words.Mebibytes(_memory.Candidate)}, the baseline's {Words.Mebibytes(_memory.Baseline)}";
}
