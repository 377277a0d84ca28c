using System.Globalization;
using System.Text;
using LogPlatform.ControlPage.Parts;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Query;

namespace LogPlatform.ControlPage.Explore;

/// <summary>A histogram as stacked bars, a path for each level: errors at the bottom, where they are seen however many others there are.</summary>
/// <param name="Bars">The paths with their classes and what they are.</param>
/// <param name="Largest">Records in the largest bucket.</param>
/// <param name="Total">Records in all.</param>
/// <param name="FromUnixNano">Its start.</param>
/// <param name="ToUnixNano">Its end.</param>
public sealed record HistogramShape(IReadOnlyList<(string Class, string Path, string Name, long Count)> Bars, long Largest, long Total, long FromUnixNano, long ToUnixNano)
{
    /// <summary>Width in the coordinates of the paths.</summary>
    public const int Width = 1200;

    /// <summary>Height in the coordinates of the paths.</summary>
    public const int Height = 80;

    private const byte Error = 17;
    private const byte Warn = 13;

    internal static HistogramShape Of(HistogramResult result, long toUnixNano)
    {
        var buckets = result.Series.Max(series => series.Counts.Count);
        var levels = new (string Class, string Name, Func<byte, bool> Holds)[]
        {
            ("bar-bad", "ERROR and worse", severity => severity >= Error),
            ("bar-warn", "WARN", severity => severity is >= Warn and < Error),
            ("bar-info", "INFO and less", severity => severity is > 0 and < Warn),
            ("bar", "without severity", severity => severity == 0),
        };
        var counts = levels.Select(level => Sum(result.Series.Where(series => level.Holds(SeverityName.Parse(Encoding.UTF8.GetBytes(series.Value ?? string.Empty)))), buckets)).ToArray();
        var totals = Enumerable.Range(0, buckets).Select(bucket => counts.Sum(level => level[bucket])).ToArray();
        var largest = totals.Max();
        var top = largest == 0 ? 1 : Scale.RoundUp(largest);
        var bars = levels.Select((level, i) => (level.Class, Path(counts, i, top, buckets), level.Name, counts[i].Sum())).Where(bar => bar.Item4 > 0).ToList();
        return new HistogramShape(bars, largest, totals.Sum(), result.FromUnixNano, toUnixNano);
    }

    private static long[] Sum(IEnumerable<HistogramSeries> series, int buckets)
    {
        var sums = new long[buckets];
        foreach (var one in series)
        {
            for (var i = 0; i < one.Counts.Count; i++)
            {
                sums[i] += one.Counts[i];
            }
        }

        return sums;
    }

    private static string Path(long[][] counts, int level, double top, int buckets)
    {
        var path = new StringBuilder();
        var step = (double)Width / buckets;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            if (counts[level][bucket] == 0)
            {
                continue;
            }

            var below = counts.Take(level).Sum(other => other[bucket]) / top * Height;
            var height = Math.Max(1, counts[level][bucket] / top * Height);
            path.Append(CultureInfo.InvariantCulture, $"M{bucket * step:0.#} {Height - below:0.#}v{-height:0.#}h{step - 1:0.#}v{height:0.#}z");
        }

        return path.ToString();
    }
}
