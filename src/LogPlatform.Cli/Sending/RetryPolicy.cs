namespace LogPlatform.Cli.Sending;

/// <summary>When to try again.</summary>
/// <param name="For">How long after the first attempt a batch may be tried again; zero never.</param>
/// <param name="First">The first pause.</param>
/// <param name="Most">The longest pause; a server's <c>Retry-After</c> may be longer.</param>
internal sealed record RetryPolicy(TimeSpan For, TimeSpan First, TimeSpan Most)
{
    // A server that asks for more does not get it: the bound of the whole is For.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>Every batch is sent once.</summary>
    public static RetryPolicy None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>The pause before the next attempt: doubling, and shortened by up to a quarter so that clients do not come back in step.</summary>
    /// <param name="attempt">Attempts so far, at least 1.</param>
    /// <param name="retryAfter">What the server asked for; null when it did not.</param>
    /// <param name="jitter">0 up to 1.</param>
    public TimeSpan PauseAfter(int attempt, TimeSpan? retryAfter, double jitter)
    {
        var doubled = First * Math.Pow(2, Math.Min(attempt - 1, 16));
        var pause = (doubled < Most ? doubled : Most) * (1 - (jitter / 4));
        return retryAfter is { } asked && asked > pause ? Min(asked, LongestRetryAfter) : pause;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
