namespace LogPlatform.Core.Validation.Statistics;

/// <summary>
/// The wealth of a bettor who spreads one unit of money evenly over a fixed set of bets against a hypothesis. When each bet's expected payoff is at most 1 under
/// the hypothesis, the wealth is a test martingale (or supermartingale): by Ville's inequality it ever reaches 1/alpha with a chance of at most alpha.
/// Payoffs depend on the outcome alone, so the wealth is a function of how often each outcome was seen: many observations cost no more than one.
/// </summary>
internal sealed class BetMixture
{
    private readonly double[][] _logPayoffs;
    private readonly double _logShare;

    /// <summary>A mixture.</summary>
    /// <param name="logPayoffs">For each bet the logarithm of what it pays at each outcome; finite.</param>
    public BetMixture(double[][] logPayoffs)
    {
        _logPayoffs = logPayoffs;
        _logShare = -Math.Log(logPayoffs.Length);
    }

    /// <summary>The natural logarithm of the wealth after so many outcomes of each kind, in any order.</summary>
    public double LogWealth(params ReadOnlySpan<long> counts)
    {
        Span<double> logs = stackalloc double[_logPayoffs.Length];
        var highest = double.NegativeInfinity;
        for (var bet = 0; bet < logs.Length; bet++)
        {
            var sum = 0.0;
            for (var outcome = 0; outcome < counts.Length; outcome++)
            {
                sum += counts[outcome] * _logPayoffs[bet][outcome];
            }

            logs[bet] = sum;
            highest = Math.Max(highest, sum);
        }

        var total = 0.0;
        foreach (var log in logs)
        {
            total += Math.Exp(log - highest);
        }

        return highest + Math.Log(total) + _logShare;
    }
}
