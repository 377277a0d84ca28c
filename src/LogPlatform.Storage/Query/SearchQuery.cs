using LogPlatform.Core.Filters;

namespace LogPlatform.Storage.Query;

/// <summary>Which records a search returns.</summary>
public sealed record SearchQuery
{
    /// <summary>The condition; default: every record.</summary>
    public Filter Filter { get; init; } = new AllFilter();

    /// <summary>Earliest effective time, nanoseconds since the Unix epoch.</summary>
    public long FromUnixNano { get; init; } = long.MinValue;

    /// <summary>End of the effective times, not included, nanoseconds since the Unix epoch.</summary>
    public long ToUnixNano { get; init; } = long.MaxValue;

    /// <summary>The order; default newest first.</summary>
    public SearchOrder Order { get; init; } = SearchOrder.NewestFirst;

    /// <summary>Most hits; null for all, as an export wants it.</summary>
    public long? Limit { get; init; }

    /// <summary>Where an earlier search with the same filter, range and order stopped; null to start.</summary>
    public SearchCursor? After { get; init; }
}
