namespace LogPlatform.Core.Validation.Statistics;

/// <summary>
/// A <see cref="RateTest"/> of "at most this rate" that does not go to sleep: a long good time would otherwise have to be outweighed by an equally long bad one before
/// a change is seen. A bettor who has lost nearly all goes home, and the next one begins with a smaller part of the money. All parts together are at most 1 and
/// bettors begin at stopping times, so the chance of a false alarm over the whole run stays below alpha.
/// </summary>
/// <remarks>The idea of restarts: J. Shin, A. Ramdas and A. Rinaldo, "E-detectors: a nonparametric framework for sequential change detection", 2022. Parts that add up to 1 keep Ville's bound.</remarks>
/// <param name="rate">The rate that is still good, between 0 and 1, both excluded.</param>
public sealed class RateAlarm(double rate)
{
    private const double LogLost = -3;

    private RateTest _bettor = RateTest.ThatAtMost(rate);
    private long _bettors = 1;
    private double _highest = double.NegativeInfinity;

    /// <summary>Trials that were events.</summary>
    public long Events { get; private set; }

    /// <summary>All trials.</summary>
    public long Trials { get; private set; }

    /// <summary>Share of events; 0 without trials.</summary>
    public double Share => Trials == 0 ? 0 : (double)Events / Trials;

    /// <summary>Counts trials, <paramref name="events"/> of them events. The cost does not depend on how many.</summary>
    public void Add(long events, long trials)
    {
        Events += events;
        Trials += trials;
        _bettor.Add(events, trials);

        // The parts 1/2, 1/6, 1/12, ... add up to 1.
        _highest = Math.Max(_highest, _bettor.LogEvidence - Math.Log((double)_bettors * (_bettors + 1)));
        if (_bettor.LogEvidence < LogLost)
        {
            _bettor = RateTest.ThatAtMost(rate);
            _bettors++;
        }
    }

    /// <summary>Counts one trial.</summary>
    public void Add(bool isEvent) => Add(isEvent ? 1 : 0, 1);

    /// <summary>Whether the rate was ever shown to be higher, with a chance of at most <paramref name="alpha"/> to be wrong in the whole run. Once raised it stays.</summary>
    public bool IsRaised(double alpha) => _highest >= -Math.Log(alpha);
}
