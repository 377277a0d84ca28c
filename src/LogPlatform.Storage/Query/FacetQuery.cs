using LogPlatform.Core.Filters;

namespace LogPlatform.Storage.Query;

/// <summary>Of which records which fields' values are counted.</summary>
public sealed record FacetQuery
{
    /// <summary>Most values a field.</summary>
    public const int MostValues = 1000;

    /// <summary>The condition; default: every record.</summary>
    public Filter Filter { get; init; } = new AllFilter();

    /// <summary>Earliest effective time, nanoseconds since the Unix epoch.</summary>
    public long FromUnixNano { get; init; } = long.MinValue;

    /// <summary>End of the effective times, not included, nanoseconds since the Unix epoch.</summary>
    public long ToUnixNano { get; init; } = long.MaxValue;

    /// <summary>The fields.</summary>
    public required IReadOnlyList<FieldRef> Fields { get; init; }

    /// <summary>How many of the most frequent values are returned, 1 to <see cref="MostValues"/>; default 10.</summary>
    public int Top { get; init; } = 10;
}
