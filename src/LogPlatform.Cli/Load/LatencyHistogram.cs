using System.Numerics;

namespace LogPlatform.Cli.Load;

/// <summary>
/// Counts durations in buckets that widen with the value: exact to 1/64 of it, from 1 us to an hour, in 2 KiB a decade. The idea is HdrHistogram's (Gil Tene).
/// Not thread-safe: one a connection, merged at the end.
/// </summary>
public sealed class LatencyHistogram
{
    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;
    private static readonly long MaxMicroseconds = (long)TimeSpan.FromHours(1).TotalMicroseconds;

    private readonly long[] _counts = new long[IndexOf(MaxMicroseconds) + 1];
    private long _max;

    /// <summary>Number of durations.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, exact.</summary>
    public TimeSpan Max => TimeSpan.FromMicroseconds(_max);

    /// <summary>Counts a duration; what is over an hour counts as an hour.</summary>
    public void Record(TimeSpan duration)
    {
        var microseconds = Math.Clamp((long)duration.TotalMicroseconds, 0, MaxMicroseconds);
        _counts[IndexOf(microseconds)]++;
        _max = Math.Max(_max, microseconds);
        Count++;
    }

    /// <summary>Adds all durations of another histogram.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        _max = Math.Max(_max, other._max);
        Count += other.Count;
    }

    /// <summary>The duration that <paramref name="share"/> (0 to 1) of all do not exceed; zero without any.</summary>
    public TimeSpan Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return TimeSpan.FromMicroseconds(Math.Min(UpperBoundOf(i), _max));
            }
        }

        return TimeSpan.Zero;
    }

    // Values below 64 have a bucket each; above, every power of two is cut in 64 equal parts.
    private static int IndexOf(long microseconds)
    {
        if (microseconds < SubBuckets)
        {
            return (int)microseconds;
        }

        var shift = BitOperations.Log2((ulong)microseconds) - SubBucketBits;
        return ((shift + 1) << SubBucketBits) + (int)((microseconds >> shift) - SubBuckets);
    }

    private static long UpperBoundOf(int index)
    {
        if (index < SubBuckets)
        {
            return index;
        }

        var shift = (index >> SubBucketBits) - 1;
        var floor = (long)(SubBuckets + (index & (SubBuckets - 1))) << shift;
        return floor + (1L << shift) - 1;
    }
}
