using System.ComponentModel.DataAnnotations;

namespace LogPlatform.Gateway.Query;

/// <summary>Bounds on queries over HTTP. Configuration section <c>LogPlatform:Query</c>.</summary>
public sealed class QueryLimits
{
    /// <summary>The configuration section of these options.</summary>
    public const string Section = "LogPlatform:Query";

    /// <summary>Records of a search when the client names no limit; default 100.</summary>
    [Range(1, 100_000)]
    public int DefaultLimit { get; set; } = 100;

    /// <summary>Most records that a client may ask for in one search; default 10,000. An export has no limit.</summary>
    [Range(1, 1_000_000)]
    public int MaxLimit { get; set; } = 10_000;

    /// <summary>How far back a query looks when the client does not say; default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan DefaultRange { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Tails at once; default 64.</summary>
    [Range(1, 10_000)]
    public int MaxTails { get; set; } = 64;

    /// <summary>Searches, histograms, facets and exports at once; default 16. They share the engine's workers.</summary>
    [Range(1, 10_000)]
    public int MaxQueries { get; set; } = 16;

    /// <summary>How long a quiet tail waits before it shows a sign of life; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);
}
