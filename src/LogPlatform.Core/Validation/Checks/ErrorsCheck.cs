using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation.Statistics;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>
/// The candidate quarantines and fails no more than the baseline. Only records on which the two disagree say something about that (Q. McNemar, "Note on the sampling
/// error of the difference between correlated proportions or percentages", 1947), here bet on sequentially; so one error in 10,000 is found as soon as there are a few.
/// A unit without a sound answer counts as an error of each of its records. What the release declares as meant is left out by whoever counts.
/// </summary>
public sealed class ErrorsCheck(Strategy strategy, CheckStage stage) : IUnitCheck
{
    private readonly RateAlarm _worse = new(0.5);
    private readonly ExcessTest _excess = new(strategy.ErrorTolerance);
    private long _units;
    private long _failures;
    private string? _firstFailure;
    private string? _failure;

    /// <inheritdoc/>
    public void Observe(PairedUnit unit)
    {
        _units++;
        var hasFailed = unit.Candidate is null || unit.Failure is not null;
        var worse = hasFailed ? unit.Records : unit.NewlyQuarantined;
        var better = hasFailed ? 0 : unit.NoLongerQuarantined;
        if (hasFailed)
        {
            _failures++;
            _firstFailure ??= unit.Failure ?? "no answer";
        }

        _worse.Add(worse, worse + better);
        _excess.Add(worse, better, Math.Max(unit.Records, worse + better));
        if (_worse.IsRaised(strategy.Alpha))
        {
            _failure ??= $"worse: {Balance()}";
        }
    }

    /// <inheritdoc/>
    public CheckReport Report() => new()
    {
        Check = CheckNames.Errors,
        Stage = stage,
        Verdict = Verdict,
        Summary = Summary,
        Samples = _excess.Trials,
        MinSamples = strategy.MinRecords,
        SampleUnit = "record",
        Figures =
        [
            new CheckFigure("records newly in error", _excess.Worse),
            new CheckFigure("records no longer in error", _excess.Better),
            new CheckFigure("units without a sound answer", _failures),
            new CheckFigure("units", _units),
        ],
    };

    private Verdict Verdict =>
        _failure is not null ? Verdict.Fail
        : _excess.Trials >= strategy.MinRecords && _excess.IsRejected(strategy.Alpha) ? Verdict.Pass
        : Verdict.Inconclusive;

    private string Summary =>
        _failure
        ?? (_excess.Trials == 0 ? "no record has gone through both releases yet"
            : Verdict == Verdict.Pass ? $"not worse: {Balance()}; fewer than {Words.Percent(strategy.ErrorTolerance)} more than the baseline"
            : _excess.Trials < strategy.MinRecords ? $"{_excess.Trials:#,0} of {Words.Count(strategy.MinRecords, "record")}; {Balance()}"
            : $"not decided: {Balance()}");

    private string Balance()
    {
        var balance = $"{Words.Count(_excess.Worse, "record")} of {_excess.Trials:#,0} newly in error, {_excess.Better:#,0} no longer";
        return _failures == 0 ? balance : $"{balance}; {Words.Count(_failures, "unit")} without a sound answer, the first: {_firstFailure}";
    }
}
