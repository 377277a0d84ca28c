namespace LogPlatform.Core.Validation.Statistics;

/// <summary>
/// A sequential test of how often something happens, valid however often one looks and whenever one stops. The hypothesis is that, given all that was seen before, the
/// next trial is an event with a probability of at most (or at least) a given rate; trials need be neither independent nor alike. The evidence is the wealth of a
/// bettor against it: a mixture of likelihood ratios over a grid of other rates.
/// </summary>
/// <remarks>
/// I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by betting", Journal of the Royal Statistical Society B 86(1), 2024; J. Ville, "Étude
/// critique de la notion de collectif", 1939. A grid mixture in the place of their predictable bets makes the wealth a function of the counts.
/// </remarks>
public sealed class RateTest
{
    private readonly BetMixture _bets;

    private RateTest(double[][] logPayoffs) => _bets = new BetMixture(logPayoffs);

    /// <summary>Trials that were events.</summary>
    public long Events { get; private set; }

    /// <summary>All trials.</summary>
    public long Trials { get; private set; }

    /// <summary>Natural logarithm of the evidence against the hypothesis: 0 at the start, above it against, below it in favour.</summary>
    public double LogEvidence => _bets.LogWealth(Events, Trials - Events);

    /// <summary>Evidence against the hypothesis that the rate is at most <paramref name="rate"/>.</summary>
    /// <param name="rate">Between 0 and 1, both excluded.</param>
    public static RateTest ThatAtMost(double rate) => new(RateBets.Above(rate));

    /// <summary>Evidence against the hypothesis that the rate is at least <paramref name="rate"/>.</summary>
    /// <param name="rate">Between 0 and 1, both excluded.</param>
    public static RateTest ThatAtLeast(double rate) => new(RateBets.Below(rate));

    /// <summary>Counts trials, <paramref name="events"/> of them events. The cost does not depend on how many.</summary>
    public void Add(long events, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, trials);
        Events += events;
        Trials += trials;
    }

    /// <summary>Counts one trial.</summary>
    public void Add(bool isEvent) => Add(isEvent ? 1 : 0, 1);

    /// <summary>Whether the evidence now rejects the hypothesis. Over the whole run a true hypothesis is ever rejected with a chance of at most <paramref name="alpha"/>.</summary>
    public bool IsRejected(double alpha) => LogEvidence >= -Math.Log(alpha);
}
