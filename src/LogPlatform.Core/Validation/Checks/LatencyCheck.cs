using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation.Statistics;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>The candidate is not slower, unit by unit, and within an absolute limit. Units without a sound answer are for <see cref="ErrorsCheck"/>.</summary>
public sealed class LatencyCheck(Strategy strategy, CheckStage stage) : IUnitCheck
{
    private const double OverLimitShare = 0.01;

    private readonly RatioEvidence _ratio = new(strategy.LatencyRatio, strategy.Alpha);
    private readonly RateAlarm _overLimit = new(OverLimitShare);
    private string? _failure;
    private bool _isShown;

    /// <inheritdoc/>
    public void Observe(PairedUnit unit)
    {
        if (unit.Candidate is not { } candidate || unit.Failure is not null)
        {
            return;
        }

        _ratio.Add(unit.Baseline.ServiceTime, candidate.ServiceTime);
        _overLimit.Add(candidate.ServiceTime > strategy.LatencyLimit);
        _failure ??= _ratio.Breach is { } breach ? $"slower: {breach}"
            : _overLimit.IsRaised(strategy.Alpha) ? $"slow: {Words.Count(_overLimit.Events, "unit")} of {_ratio.Pairs:#,0} took more than the limit of {Words.Time(strategy.LatencyLimit)}"
            : null;

        // Shown once is shown: the evidence may be looked at after every unit, so it need not be strong at every later look. What gets worse raises an alarm.
        _isShown |= _ratio.Pairs >= strategy.MinUnits && _ratio.IsSound;
    }

    /// <inheritdoc/>
    public CheckReport Report() => new()
    {
        Check = CheckNames.Latency,
        Stage = stage,
        Verdict = Verdict,
        Summary = Summary,
        Samples = _ratio.Pairs,
        MinSamples = strategy.MinUnits,
        SampleUnit = "unit",
        Figures = [.. _ratio.Figures(string.Empty), new CheckFigure("units over the limit", _overLimit.Events)],
        Distributions = _ratio.Distributions,
    };

    private Verdict Verdict =>
        _failure is not null ? Verdict.Fail
        : _isShown && _overLimit.Share <= OverLimitShare ? Verdict.Pass
        : Verdict.Inconclusive;

    private string Summary =>
        _failure
        ?? (_ratio.Pairs == 0 ? "no unit has gone through both releases yet"
            : Verdict == Verdict.Pass ? $"not slower: the median is {Words.Factor(_ratio.MedianRatio)} times the baseline's over {Words.Count(_ratio.Pairs, "unit")}"
            : _ratio.Pairs < strategy.MinUnits ? $"{_ratio.Pairs:#,0} of {Words.Count(strategy.MinUnits, "unit")}"
            : $"not decided after {Words.Count(_ratio.Pairs, "unit")}: the median is {Words.Factor(_ratio.MedianRatio)} times the baseline's, {Words.Count(_overLimit.Events, "unit")} over the limit");
}
