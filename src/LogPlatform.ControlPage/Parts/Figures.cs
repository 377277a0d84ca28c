using System.Globalization;
using LogPlatform.Core.Slots;

namespace LogPlatform.ControlPage.Parts;

/// <summary>How the page says numbers, sizes and times.</summary>
internal static class Figures
{
    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A count with separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A rate, with digits only where they say something.</summary>
    public static string Rate(double rate) => rate.ToString(rate < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture);

    /// <summary>A size.</summary>
    public static string Bytes(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1024 && unit < ByteUnits.Length - 1)
        {
            (size, unit) = (size / 1024, unit + 1);
        }

        return size.ToString(unit == 0 || size >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + ByteUnits[unit];
    }

    /// <summary>A short length of time.</summary>
    /// <param name="seconds">The length in seconds.</param>
    public static string Seconds(double seconds) => seconds switch
    {
        0 => "0 s",
        < 0.0001 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0} µs"),
        < 0.01 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.##} ms"),
        < 0.1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.#} ms"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s"),
    };

    /// <summary>A length of time to watch running: <c>1 h 02 min</c>, <c>3 min 07 s</c>, <c>12 s</c>.</summary>
    public static string Clock(TimeSpan length)
    {
        var span = length < TimeSpan.Zero ? TimeSpan.Zero : length;
        return span.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} d {span.Hours:00} h")
            : span.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.Hours} h {span.Minutes:00} min")
            : span.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds:00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{span.Seconds} s");
    }

    /// <summary>A slot's name.</summary>
    public static string Name(Color slot) => slot == Color.Green ? "Green" : "Blue";
}
