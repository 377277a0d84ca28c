using System.Globalization;
using System.Text;
using LogPlatform.Core.Validation;

namespace LogPlatform.ControlPage.Charts;

/// <summary>Two distributions as areas over one logarithmic axis, 600 wide and 100 high.</summary>
/// <param name="Baseline">The one, as an SVG path.</param>
/// <param name="Candidate">The other.</param>
/// <param name="Marks">Where round numbers are.</param>
internal sealed record DistributionShape(string Baseline, string Candidate, IReadOnlyList<(int X, string Label)> Marks)
{
    private const int Width = 600;
    private const int Height = 100;
    private static readonly int[] Steps = [1, 2, 5];

    public static DistributionShape Empty { get; } = new(string.Empty, string.Empty, []);

    /// <summary>Draws them; the shares of each side, so that sides with other numbers of samples compare.</summary>
    public static DistributionShape Of(Distribution baseline, Distribution candidate)
    {
        var all = baseline.Buckets.Concat(candidate.Buckets).ToList();
        if (all.Count == 0)
        {
            return Empty;
        }

        var (low, high) = (Math.Log10(all.Min(bucket => bucket.From)), Math.Log10(all.Max(bucket => bucket.To)));
        var margin = Math.Max(0.1, (high - low) * 0.05);
        (low, high) = (low - margin, high + margin);
        var most = Math.Max(Share(baseline), Share(candidate));
        return new DistributionShape(Path(baseline), Path(candidate), [.. Marks()]);

        int X(double value) => (int)Math.Round((Math.Log10(value) - low) / (high - low) * Width);

        string Path(Distribution distribution)
        {
            var total = (double)distribution.Buckets.Sum(bucket => bucket.Count);
            var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M0 {Height}"));
            foreach (var bucket in distribution.Buckets)
            {
                var y = Height - (int)Math.Round(bucket.Count / total / most * Height);
                path.Append(CultureInfo.InvariantCulture, $"H{X(bucket.From)}V{y}H{X(bucket.To)}V{Height}");
            }

            return path.Append(CultureInfo.InvariantCulture, $"H{Width}").ToString();
        }

        IEnumerable<(int X, string Label)> Marks()
        {
            for (var power = (int)Math.Floor(low); power <= high; power++)
            {
                foreach (var mark in Steps.Select(step => step * Math.Pow(10, power)).Where(mark => Math.Log10(mark) >= low && Math.Log10(mark) <= high))
                {
                    yield return (X(mark), mark.ToString("0.####", CultureInfo.InvariantCulture));
                }
            }
        }
    }

    private static double Share(Distribution distribution)
    {
        var total = distribution.Buckets.Sum(bucket => bucket.Count);
        return total == 0 ? 0 : distribution.Buckets.Max(bucket => bucket.Count) / (double)total;
    }
}
