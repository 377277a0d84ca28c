using LogPlatform.Core.Filters;

namespace LogPlatform.Storage.Query;

/// <summary>Which records a histogram counts, and how.</summary>
public sealed record HistogramQuery
{
    /// <summary>Most buckets.</summary>
    public const int MostBuckets = 2000;

    /// <summary>Most series apart from the rest.</summary>
    public const int MostSeries = 100;

    /// <summary>The condition; default: every record.</summary>
    public Filter Filter { get; init; } = new AllFilter();

    /// <summary>Earliest effective time, nanoseconds since the Unix epoch.</summary>
    public required long FromUnixNano { get; init; }

    /// <summary>End of the effective times, not included, nanoseconds since the Unix epoch.</summary>
    public required long ToUnixNano { get; init; }

    /// <summary>Number of buckets of equal width, 1 to <see cref="MostBuckets"/>; default 60.</summary>
    public int Buckets { get; init; } = 60;

    /// <summary>A field whose values are counted apart; null for one series.</summary>
    public FieldRef? GroupBy { get; init; }

    /// <summary>How many of the field's most frequent values get their own series, 1 to <see cref="MostSeries"/>; default 10.</summary>
    public int Top { get; init; } = 10;
}
