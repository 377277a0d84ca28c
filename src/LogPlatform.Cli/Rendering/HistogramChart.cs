using System.Globalization;
using System.Text;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Rendering;

/// <summary>Draws counts over time as stacked bars of block characters, eight steps to a line.</summary>
internal static class HistogramChart
{
    private const string Eighths = " ▁▂▃▄▅▆▇█";
    private static readonly Tint[] Tints = [Tint.Cyan, Tint.Green, Tint.Yellow, Tint.Blue, Tint.Magenta, Tint.Red];

    /// <summary>The lines of the chart.</summary>
    /// <param name="data">What to draw.</param>
    /// <param name="height">Lines of the bars.</param>
    /// <param name="bySeverity">Whether the series are severities, which have their own colours.</param>
    /// <param name="ink">Colours.</param>
    public static IEnumerable<string> Draw(HistogramData data, int height, bool bySeverity, Ink ink)
    {
        var sums = Enumerable.Range(0, data.Buckets).Select(bucket => data.Series.Sum(series => CountAt(series, bucket))).ToArray();
        var top = NiceCeiling(sums.DefaultIfEmpty(0).Max());
        var labels = new[] { Figures.Count(top), Figures.Count(top / 2), "0" };
        var margin = labels.Max(label => label.Length);
        for (var row = height - 1; row >= 0; row--)
        {
            // A label names the upper edge of its line; only an even number of lines has one at the half.
            var label = row == height - 1 ? labels[0] : height > 2 && (row + 1) * 2 == height ? labels[1] : string.Empty;
            yield return $"{ink.Paint(Tint.Dim, label.PadLeft(margin))} {ink.Paint(Tint.Dim, "┤")}{Row(data, sums, top, height, row, bySeverity, ink)}";
        }

        yield return ink.Paint(Tint.Dim, $"{labels[2].PadLeft(margin)} └{new string('─', Math.Max(data.Buckets, 1))}");
        foreach (var line in TimeAxis(data))
        {
            yield return ink.Paint(Tint.Dim, new string(' ', margin + 2) + line);
        }

        yield return Legend(data, bySeverity, ink);
    }

    /// <summary>The next number of the form 1, 2, 3, 4, 5, 6 or 8 times a power of ten, so that the axis reads well; at least 2.</summary>
    public static long NiceCeiling(long value)
    {
        for (long power = 1; ; power *= 10)
        {
            foreach (var step in (ReadOnlySpan<long>)[1, 2, 3, 4, 5, 6, 8])
            {
                if (step * power >= Math.Max(value, 2) || power > long.MaxValue / 100)
                {
                    return step * power;
                }
            }
        }
    }

    private static string Row(HistogramData data, long[] sums, long top, int height, int row, bool bySeverity, Ink ink)
    {
        var line = new StringBuilder();
        var run = new StringBuilder();
        var runTint = Tint.Plain;
        for (var bucket = 0; bucket < sums.Length; bucket++)
        {
            // Height of the bar in eighths of a line; what is there at all shows at least one.
            var eighths = (int)Math.Round((double)sums[bucket] / top * height * 8);
            eighths = sums[bucket] > 0 ? Math.Max(1, eighths) : 0;
            var filled = Math.Clamp(eighths - (row * 8), 0, 8);
            var tint = filled == 0 ? runTint : TintAt(data, bucket, ((row * 8) + (filled / 2.0)) / eighths * sums[bucket], bySeverity);
            if (tint != runTint)
            {
                line.Append(ink.Paint(runTint, run.ToString()));
                run.Clear();
                runTint = tint;
            }

            run.Append(Eighths[filled]);
        }

        return line.Append(ink.Paint(runTint, run.ToString())).ToString().TrimEnd();
    }

    // The series that the middle of a cell belongs to, in the order of the stack.
    private static Tint TintAt(HistogramData data, int bucket, double count, bool bySeverity)
    {
        double below = 0;
        for (var i = 0; i < data.Series.Count; i++)
        {
            below += CountAt(data.Series[i], bucket);
            if (count <= below)
            {
                return TintOf(data.Series[i], i, bySeverity);
            }
        }

        return Tint.Plain;
    }

    private static Tint TintOf(HistogramSeries series, int index, bool bySeverity) =>
        series.Value is null && index > 0 ? Tint.Dim
        : bySeverity && series.Value is not null ? SeverityTint.Of(series.Value)
        : Tints[index % Tints.Length];

    private static long CountAt(HistogramSeries series, int bucket) => bucket < series.Counts.Count ? series.Counts[bucket] : 0;

    private static IEnumerable<string> TimeAxis(HistogramData data)
    {
        var whole = data.Bucket * data.Buckets;
        var format = whole > TimeSpan.FromDays(2) ? "yyyy-MM-dd" : whole > TimeSpan.FromMinutes(30) ? "HH:mm" : "HH:mm:ss";
        string At(double share) => (data.From + (whole * share)).UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
        var (start, middle, end) = (At(0), At(0.5), At(1));
        var width = Math.Max(data.Buckets, start.Length + middle.Length + end.Length + 4);
        var line = new StringBuilder(start);
        line.Append(' ', Math.Max(2, (width / 2) - (middle.Length / 2) - line.Length)).Append(middle);
        line.Append(' ', Math.Max(2, width - end.Length - line.Length)).Append(end);
        yield return line.ToString();
        yield return $"{data.From.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} UTC, {Figures.Duration(data.Bucket)} a bar";
    }

    private static string Legend(HistogramData data, bool bySeverity, Ink ink)
    {
        var entries = data.Series.Select((series, i) =>
            $"{ink.Paint(TintOf(series, i, bySeverity), "■")} {PlainText.OneLine(series.Value ?? (data.Series.Count == 1 ? "all" : "others"))} {Figures.Count(series.Total)}");
        return $"{string.Join("  ", entries)}  ({Figures.Count(data.Total, "record")})";
    }
}
