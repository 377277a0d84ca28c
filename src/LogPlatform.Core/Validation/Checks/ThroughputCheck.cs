using LogPlatform.Core.Rollouts;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>
/// The candidate sustains the live rate and a head-room: it answered that much with bounded lag, and its nodes' service times leave room for it. Rates are of the
/// latest stretch with enough units. Once shown it holds while no more comes in than was sustained then, since nobody offers the head-room any longer.
/// Without any unit there is no verdict.
/// </summary>
public sealed class ThroughputCheck(Strategy strategy, CheckStage stage) : ICheck
{
    private const int MaxLagsInARow = 3;
    private const int ProvenFactor = 3;

    private readonly LoadWindow _window = new(strategy.MinUnits);
    private readonly LoadWindow _longWindow = new((long)ProvenFactor * strategy.MinUnits);
    private int _lagsInARow;
    private string? _failure;
    private string _shown = string.Empty;
    private double _sustained;

    private MirrorLoad Last => _window.Last;

    private bool IsShown => _sustained > 0 && _window.LiveRate <= _sustained && Last.Lag <= strategy.MaxLag;

    private double Needed => strategy.HeadRoom * _window.LiveRate;

    // A candidate that serves cannot answer more than comes in: there the head-room is a matter of its capacity alone.
    private double NeededCompleted => stage == CheckStage.Bake ? _window.LiveRate : Needed;

    /// <summary>Takes one look at the mirror in.</summary>
    public void Observe(MirrorLoad load)
    {
        _window.Add(load);
        _longWindow.Add(load);
        _lagsInARow = load.Lag > strategy.MaxLag ? _lagsInARow + 1 : 0;
        if (_lagsInARow >= MaxLagsInARow)
        {
            _failure ??= $"lags behind by {Words.Time(load.Lag)}, more than {Words.Time(strategy.MaxLag)}";
        }
        else if (_longWindow.IsLong && _longWindow.Units >= (long)ProvenFactor * strategy.MinUnits && _longWindow.Capacity < _longWindow.LiveRate)
        {
            _failure ??= $"its nodes can process {_longWindow.Capacity:#,0} records/s, and {_longWindow.LiveRate:#,0} come in";
        }

        if (_window.Units >= strategy.MinUnits && load.Lag <= strategy.MaxLag && _window.CompletedRate >= NeededCompleted && _window.Capacity > 0 && _window.Capacity >= Needed)
        {
            _sustained = Math.Max(_sustained, stage == CheckStage.Bake ? _window.Capacity : _window.CompletedRate);
            _shown = $"sustained {_window.CompletedRate:#,0} records/s, {Words.Factor(strategy.HeadRoom)} times the live rate is {Needed:#,0}; room for {_window.Capacity:#,0}";
        }
    }

    /// <inheritdoc/>
    public CheckReport Report() => new()
    {
        Check = CheckNames.Throughput,
        Stage = stage,
        Verdict = Verdict,
        Summary = Summary,
        Samples = Last.CompletedUnits,
        MinSamples = strategy.MinUnits,
        SampleUnit = "unit",
        Figures =
        [
            new CheckFigure("live records/s", _window.LiveRate),
            new CheckFigure("offered records/s", _window.OfferedRate),
            new CheckFigure("candidate records/s", _window.CompletedRate),
            new CheckFigure("candidate capacity records/s", _window.Capacity),
            new CheckFigure("lag ms", Last.Lag.TotalMilliseconds),
            new CheckFigure("units left out", Last.UnitsLeftOut),
        ],
    };

    private Verdict Verdict =>
        _failure is not null ? Verdict.Fail
        : IsShown ? Verdict.Pass
        : Verdict.Inconclusive;

    private string Summary =>
        _failure
        ?? (IsShown ? _shown
            : Last.CompletedUnits == 0 ? "neither live nor recorded traffic has gone through the candidate yet"
            : _window.Units < strategy.MinUnits ? $"{_window.Units:#,0} of {Words.Count(strategy.MinUnits, "unit")}"
            : $"{_window.CompletedRate:#,0} of {Needed:#,0} records/s, room for {_window.Capacity:#,0}, lag {Words.Time(Last.Lag)}");
}
