using System.Globalization;
using System.Text.Json;
using LogPlatform.Cli.Api;

namespace LogPlatform.Cli.Rendering;

/// <summary>Counts over time, as the server answers.</summary>
/// <param name="From">Start of the first bucket.</param>
/// <param name="Bucket">Width of a bucket.</param>
/// <param name="Series">The series, from the bottom of the stack upwards.</param>
internal sealed record HistogramData(DateTimeOffset From, TimeSpan Bucket, IReadOnlyList<HistogramSeries> Series)
{
    private static readonly string[] SeverityOrder = ["FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"];

    /// <summary>Number of buckets.</summary>
    public int Buckets => Series.Count == 0 ? 0 : Series.Max(series => series.Counts.Count);

    /// <summary>All records counted.</summary>
    public long Total => Series.Sum(series => series.Total);

    /// <summary>Reads the answer of <c>/api/v1/histogram</c>. The worst severities go to the bottom of the stack: there their height is easy to compare.</summary>
    public static HistogramData Read(JsonElement answer, bool bySeverity)
    {
        var series = answer.Items("series")
            .Select(element => new HistogramSeries(element.Text("value"), [.. element.Items("counts").Select(count => count.GetInt64())]))
            .ToList();
        if (bySeverity)
        {
            series = [.. series.OrderBy(one => RankOf(one.Value))];
        }

        _ = DateTimeOffset.TryParse(answer.Text("from"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from);
        return new HistogramData(from, TimeSpan.FromSeconds(answer.Real("bucketSeconds") ?? 0), series);
    }

    private static int RankOf(string? severity)
    {
        var rank = Array.FindIndex(SeverityOrder, name => severity?.StartsWith(name, StringComparison.OrdinalIgnoreCase) == true);
        return rank < 0 ? SeverityOrder.Length : rank;
    }
}
