namespace LogPlatform.Core.Validation.Statistics;

/// <summary>
/// A sequential test of how often something happens, valid however often one looks and whenever one stops. The hypothesis is that, given all that was seen before, the
/// next trial is an event with a probability of at most (or at least) a given rate; trials need be neither independent nor alike. The evidence is the wealth of a
/// bettor against it: a mixture of likelihood ratios over a grid of other rates, spaced by odds.
/// </summary>
/// <remarks>
/// I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by betting", Journal of the Royal Statistical Society B 86(1), 2024; J. Ville, "Étude
/// critique de la notion de collectif", 1939. A grid mixture in the place of their predictable bets makes the wealth a function of the counts.
/// </remarks>
public sealed class RateTest
{
    // Near alternatives need many trials and far ones few: the grid serves both at the price of log 8 in evidence.
    private static readonly double[] OddsFactors = [1.25, 1.6, 2.5, 5, 10, 30, 100, 1000];

    private readonly BetMixture _bets;

    private RateTest(double rate, bool isUpward)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rate, 1);
        var odds = rate / (1 - rate);
        _bets = new BetMixture([.. OddsFactors.Select(factor => Payoffs(rate, isUpward ? odds * factor : odds / factor))]);
    }

    /// <summary>Trials that were events.</summary>
    public long Events { get; private set; }

    /// <summary>All trials.</summary>
    public long Trials { get; private set; }

    /// <summary>Natural logarithm of the evidence against the hypothesis: 0 at the start, above it against, below it in favour.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>Evidence against the hypothesis that the rate is at most <paramref name="rate"/>.</summary>
    /// <param name="rate">Between 0 and 1, both excluded.</param>
    public static RateTest ThatAtMost(double rate) => new(rate, isUpward: true);

    /// <summary>Evidence against the hypothesis that the rate is at least <paramref name="rate"/>.</summary>
    /// <param name="rate">Between 0 and 1, both excluded.</param>
    public static RateTest ThatAtLeast(double rate) => new(rate, isUpward: false);

    /// <summary>Counts trials, <paramref name="events"/> of them events. The cost does not depend on how many.</summary>
    public void Add(long events, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, trials);
        Events += events;
        Trials += trials;
        LogEvidence = _bets.LogWealth(Events, Trials - Events);
    }

    /// <summary>Counts one trial.</summary>
    public void Add(bool isEvent) => Add(isEvent ? 1 : 0, 1);

    /// <summary>Whether the evidence now rejects the hypothesis. Over the whole run a true hypothesis is ever rejected with a chance of at most <paramref name="alpha"/>.</summary>
    public bool IsRejected(double alpha) => LogEvidence >= -Math.Log(alpha);

    private static double[] Payoffs(double rate, double odds) => [Math.Log(odds / (1 + odds) / rate), Math.Log(1 / (1 + odds) / (1 - rate))];
}
