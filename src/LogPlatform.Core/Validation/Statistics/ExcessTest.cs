namespace LogPlatform.Core.Validation.Statistics;

/// <summary>
/// A sequential test of a net rate: each trial is worse (+1), better (-1) or the same (0), and the hypothesis is that the mean is at least a tolerance. Same
/// construction and validity as <see cref="RateTest"/>, with bets on a variable in [-1, 1].
/// </summary>
public sealed class ExcessTest
{
    private const double MaxTolerance = 0.999;

    // As parts of the largest bet that cannot end in debt.
    private static readonly double[] Stakes = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.999];

    private readonly BetMixture _bets;

    /// <summary>A test against "the mean is at least <paramref name="tolerance"/>".</summary>
    /// <param name="tolerance">Above 0, up to 1.</param>
    public ExcessTest(double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        var mean = Math.Min(tolerance, MaxTolerance);
        _bets = new BetMixture([.. Stakes.Select(stake => Payoffs(stake / (1 - mean), mean))]);
    }

    /// <summary>Trials that turned out worse.</summary>
    public long Worse { get; private set; }

    /// <summary>Trials that turned out better.</summary>
    public long Better { get; private set; }

    /// <summary>All trials.</summary>
    public long Trials { get; private set; }

    /// <summary>Counts trials; the cost does not depend on how many.</summary>
    public void Add(long worse, long better, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(worse);
        ArgumentOutOfRangeException.ThrowIfNegative(better);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(worse + better, trials);
        Worse += worse;
        Better += better;
        Trials += trials;
    }

    /// <summary>Whether the evidence now rejects the hypothesis: the excess is below the tolerance.</summary>
    public bool IsRejected(double alpha) => _bets.LogWealth(Worse, Better, Trials - Worse - Better) >= -Math.Log(alpha);

    private static double[] Payoffs(double bet, double mean) => [Math.Log(1 - (bet * (1 - mean))), Math.Log(1 + (bet * (1 + mean))), Math.Log(1 + (bet * mean))];
}
