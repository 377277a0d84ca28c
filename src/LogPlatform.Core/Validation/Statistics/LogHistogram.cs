namespace LogPlatform.Core.Validation.Statistics;

/// <summary>Counts of positive numbers in buckets of equal ratio, for quantiles within 2.2% in constant memory.</summary>
public sealed class LogHistogram
{
    private const int PerDoubling = 16;
    private const int Doublings = 40;

    private readonly long[] _counts = new long[2 * Doublings * PerDoubling];

    /// <summary>Numbers added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a number. What lies beyond 2^-40 and 2^40 counts as that bound.</summary>
    public void Add(double value)
    {
        var bucket = value > 0 ? (int)Math.Floor(Math.Clamp(Math.Log2(value), -Doublings, Doublings) * PerDoubling) + (Doublings * PerDoubling) : 0;
        _counts[Math.Min(bucket, _counts.Length - 1)]++;
        Count++;
    }

    /// <summary>The middle of the bucket that holds the quantile; 0 when nothing was added.</summary>
    /// <param name="share">Share of the numbers at or below it, 0 to 1.</param>
    public double Quantile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
            {
                return Math.Pow(2, ((bucket + 0.5) / PerDoubling) - Doublings);
            }
        }

        return 0;
    }

    /// <summary>The buckets that hold numbers, put together to a few for each doubling: enough for a picture.</summary>
    public IReadOnlyList<DistributionBucket> Picture()
    {
        const int Together = PerDoubling / 4;
        var picture = new List<DistributionBucket>();
        for (var first = 0; first < _counts.Length; first += Together)
        {
            var count = 0L;
            foreach (var one in _counts.AsSpan(first, Together))
            {
                count += one;
            }

            if (count > 0)
            {
                picture.Add(new DistributionBucket(Bound(first), Bound(first + Together), count));
            }
        }

        return picture;
    }

    private static double Bound(int bucket) => Math.Pow(2, ((double)bucket / PerDoubling) - Doublings);
}
