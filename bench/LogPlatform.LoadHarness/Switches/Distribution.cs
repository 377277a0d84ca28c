using System.Globalization;

namespace LogPlatform.LoadHarness.Switches;

/// <summary>Quantiles of measured values, in ms.</summary>
internal sealed class Distribution(IEnumerable<double> values)
{
    private readonly List<double> _sorted = [.. values.Order()];

    public int Count => _sorted.Count;

    public double At(double quantile) => _sorted.Count == 0 ? double.NaN : _sorted[(int)Math.Min(_sorted.Count - 1, quantile * _sorted.Count)];

    /// <summary>A row of a Markdown table: name, count, p50, p90, p99, p99.9, max.</summary>
    public string Row(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Count} | {At(0.5):0.000} | {At(0.9):0.000} | {At(0.99):0.000} | {At(0.999):0.000} | {At(1):0.000} |");
}
