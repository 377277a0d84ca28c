namespace LogPlatform.Core.Validation.Statistics;

/// <summary>
/// A <see cref="RateTest"/> of "at most this rate" that does not go to sleep: a long good time would otherwise have to be outweighed by an equally long bad one before
/// a change is seen. Here each bet has a bettor of its own; one who has lost nearly all goes home, and the next begins with a smaller part of the money. All parts
/// together are at most 1 and bettors begin at stopping times, so the chance of a false alarm over the whole run stays below alpha.
/// </summary>
/// <remarks>The idea of restarts: J. Shin, A. Ramdas and A. Rinaldo, "E-detectors: a nonparametric framework for sequential change detection", 2022. Parts that add up to 1 keep Ville's bound.</remarks>
public sealed class RateAlarm
{
    private const double LogLost = -3;

    private readonly double[][] _logPayoffs;
    private readonly double[] _logWealth;
    private readonly double[] _logPart;
    private readonly long[] _bettors;
    private double _logHighest;

    /// <summary>An alarm.</summary>
    /// <param name="rate">The rate that is still good, between 0 and 1, both excluded.</param>
    public RateAlarm(double rate)
    {
        _logPayoffs = RateBets.Above(rate);
        _logWealth = new double[_logPayoffs.Length];
        _logPart = new double[_logPayoffs.Length];
        _bettors = new long[_logPayoffs.Length];
        for (var bet = 0; bet < _logPayoffs.Length; bet++)
        {
            Begin(bet);
        }
    }

    /// <summary>Trials that were events.</summary>
    public long Events { get; private set; }

    /// <summary>All trials.</summary>
    public long Trials { get; private set; }

    /// <summary>Share of events; 0 without trials.</summary>
    public double Share => Trials == 0 ? 0 : (double)Events / Trials;

    /// <summary>Counts trials, <paramref name="events"/> of them events. The cost does not depend on how many.</summary>
    public void Add(long events, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, trials);
        Events += events;
        Trials += trials;
        for (var bet = 0; bet < _logWealth.Length; bet++)
        {
            _logWealth[bet] += (events * _logPayoffs[bet][0]) + ((trials - events) * _logPayoffs[bet][1]);
        }

        _logHighest = Math.Max(_logHighest, LogTotal());
        for (var bet = 0; bet < _logWealth.Length; bet++)
        {
            if (_logWealth[bet] < LogLost)
            {
                Begin(bet);
            }
        }
    }

    /// <summary>Counts one trial.</summary>
    public void Add(bool isEvent) => Add(isEvent ? 1 : 0, 1);

    /// <summary>Whether the rate was ever shown to be higher, with a chance of at most <paramref name="alpha"/> to be wrong in the whole run. Once raised it stays.</summary>
    public bool IsRaised(double alpha) => _logHighest >= -Math.Log(alpha);

    // The parts 1/2, 1/6, 1/12, ... add up to 1.
    private void Begin(int bet)
    {
        var bettor = (double)++_bettors[bet];
        _logWealth[bet] = 0;
        _logPart[bet] = -Math.Log(bettor * (bettor + 1) * _logPayoffs.Length);
    }

    private double LogTotal()
    {
        var highest = double.NegativeInfinity;
        for (var bet = 0; bet < _logWealth.Length; bet++)
        {
            highest = Math.Max(highest, _logWealth[bet] + _logPart[bet]);
        }

        // In good times, so nearly always, no sum of them can be a new high.
        if (highest + Math.Log(_logWealth.Length) <= _logHighest)
        {
            return highest;
        }

        var total = 0.0;
        for (var bet = 0; bet < _logWealth.Length; bet++)
        {
            total += Math.Exp(_logWealth[bet] + _logPart[bet] - highest);
        }

        return highest + Math.Log(total);
    }
}
