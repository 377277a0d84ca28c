using LogPlatform.Core.Validation.Statistics;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>
/// Whether one side takes longer than the other, pair by pair. Three hypotheses are bet against: at most half of the pairs exceed the ratio; at most one in twenty is
/// far beyond it; at most one in twenty is hopeless. The first finds what is slower as a rule, the others what is slower at times: a median, or a rank test of
/// all samples, lets seven samples in ten be a hundred times worse.
/// </summary>
internal sealed class RatioEvidence(double ratio, double alpha)
{
    private const double RareShare = 0.05;
    private const double FarFactor = 3;
    private const double HopelessFactor = 30;

    // Added to both sides: microseconds more on a unit of microseconds are no ratio worth a name.
    private static readonly TimeSpan Floor = TimeSpan.FromMicroseconds(200);

    private readonly RateAlarm _slower = new(0.5);
    private readonly RateTest _notSlower = RateTest.ThatAtLeast(0.5);
    private readonly RateAlarm _far = new(RareShare);
    private readonly RateAlarm _farMoreOften = new(0.5);
    private readonly RateAlarm _hopeless = new(RareShare);
    private readonly LogHistogram _ratios = new();
    private readonly LogHistogram _baseline = new();
    private readonly LogHistogram _candidate = new();

    /// <summary>Pairs seen.</summary>
    public long Pairs => _ratios.Count;

    /// <summary>The middle one of the ratios.</summary>
    public double MedianRatio => _ratios.Quantile(0.5);

    /// <summary>What is proven against the candidate; null while nothing is.</summary>
    public string? Breach =>
        _slower.IsRaised(alpha) ? $"{Words.Count(_slower.Events, "unit")} of {_slower.Trials:#,0} took more than {Words.Factor(ratio)} times the baseline's, the median is {Words.Factor(MedianRatio)} times"
        : _hopeless.IsRaised(alpha) ? Rare(_hopeless, HopelessFactor)
        : _far.IsRaised(alpha) && _farMoreOften.IsRaised(alpha) ? Rare(_far, FarFactor)
        : null;

    /// <summary>Whether it is proven that most pairs stay within the ratio, and few enough stand out to leave no doubt.</summary>
    public bool IsSound => _notSlower.IsRejected(alpha) && (2 * _farMoreOften.Events) - _farMoreOften.Trials <= RareShare * Pairs;

    /// <summary>Takes a pair in.</summary>
    public void Add(TimeSpan baseline, TimeSpan candidate)
    {
        var (before, after) = ((baseline + Floor).TotalMilliseconds, (candidate + Floor).TotalMilliseconds);
        var factor = after / before;
        var isFar = factor > FarFactor * ratio;
        _slower.Add(factor > ratio);
        _notSlower.Add(factor > ratio);
        _far.Add(isFar);
        _hopeless.Add(factor > HopelessFactor * ratio);

        // On a busy machine either side stands out at times: only what the candidate does more often than the baseline counts against it.
        if (isFar || 1 / factor > FarFactor * ratio)
        {
            _farMoreOften.Add(isFar);
        }

        _ratios.Add(factor);
        _baseline.Add(baseline.TotalMilliseconds);
        _candidate.Add(candidate.TotalMilliseconds);
    }

    /// <summary>The figures, each with the quantity's name behind the side's.</summary>
    public IEnumerable<CheckFigure> Figures(string quantity) =>
        Pairs == 0 ? [] :
        [
            new CheckFigure($"baseline {quantity}p50 ms", _baseline.Quantile(0.5)),
            new CheckFigure($"baseline {quantity}p99 ms", _baseline.Quantile(0.99)),
            new CheckFigure($"candidate {quantity}p50 ms", _candidate.Quantile(0.5)),
            new CheckFigure($"candidate {quantity}p99 ms", _candidate.Quantile(0.99)),
            new CheckFigure($"{quantity}median ratio", MedianRatio),
        ];

    /// <summary>What both sides took, ms.</summary>
    public IReadOnlyList<Distribution> Distributions =>
        Pairs == 0 ? [] : [new Distribution("baseline", "ms", _baseline.Picture()), new Distribution("candidate", "ms", _candidate.Picture())];

    private string Rare(RateAlarm alarm, double factor) =>
        $"{Words.Count(alarm.Events, "unit")} of {alarm.Trials:#,0} took more than {Words.Factor(factor * ratio)} times the baseline's";
}
