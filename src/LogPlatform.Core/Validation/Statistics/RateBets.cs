namespace LogPlatform.Core.Validation.Statistics;

/// <summary>Bets against a rate: likelihood ratios of other rates, which are spaced by odds.</summary>
internal static class RateBets
{
    // Near alternatives need many trials and far ones few: the grid serves both at the price of log 10 in evidence.
    private static readonly double[] OddsFactors = [1.03, 1.1, 1.25, 1.6, 2.5, 5, 10, 30, 100, 1000];

    /// <summary>Against "at most <paramref name="rate"/>": for each bet the logarithm of what an event pays, and of what another trial pays.</summary>
    public static double[][] Above(double rate) => [.. OddsFactors.Select(factor => Payoffs(rate, factor))];

    /// <summary>Against "at least <paramref name="rate"/>".</summary>
    public static double[][] Below(double rate) => [.. OddsFactors.Select(factor => Payoffs(rate, 1 / factor))];

    private static double[] Payoffs(double rate, double factor)
    {
        if (!(rate > 0 && rate < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate lies between 0 and 1.");
        }

        var odds = rate / (1 - rate) * factor;
        return [Math.Log(odds / (1 + odds) / rate), Math.Log(1 / (1 + odds) / (1 - rate))];
    }
}
