namespace LogPlatform.Core.Validation.Checks;

/// <summary>How figures are written in summaries.</summary>
internal static class Words
{
    /// <summary><c>1 unit</c>, <c>1,200 units</c>.</summary>
    public static string Count(long count, string noun) => $"{count:#,0} {noun}{(count == 1 ? string.Empty : "s")}";

    /// <summary><c>12%</c>, <c>0.01%</c>; never 0% for something.</summary>
    public static string Percent(double share) =>
        share is > 0 and < 0.0000005 ? "less than 0.0001%"
        : share < 0.001 ? $"{share * 100:0.####}%"
        : $"{share * 100:0.##}%";

    /// <summary>A share of a whole, in per cent; 0% of nothing.</summary>
    public static string Percent(long part, long whole) => Percent(whole == 0 ? 0 : (double)part / whole);

    /// <summary>Milliseconds below a second, seconds from there.</summary>
    public static string Time(TimeSpan time) => time < TimeSpan.FromSeconds(1) ? $"{time.TotalMilliseconds:0.#} ms" : $"{time.TotalSeconds:0.#} s";

    /// <summary>A factor: <c>2.1</c>.</summary>
    public static string Factor(double factor) => $"{factor:0.##}";

    /// <summary>Mebibytes.</summary>
    public static string Mebibytes(long bytes) => $"{bytes / (double)(1 << 20):#,0} MiB";
}
