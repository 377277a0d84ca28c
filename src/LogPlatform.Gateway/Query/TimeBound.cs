using System.Globalization;
using LogPlatform.Core.Filters.Parsing;

namespace LogPlatform.Gateway.Query;

/// <summary>Reads a bound of a time range: RFC 3339, <c>now</c>, <c>-15m</c>, or a Unix time.</summary>
internal static class TimeBound
{
    private const long PerSecond = 1_000_000_000;

    /// <summary>What a client may write.</summary>
    public const string Expected = "RFC 3339, 'now', '-15m', 'now-1h' or a Unix time in s, ms, us or ns";

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public static bool TryParse(string text, long now, out long unixNano)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            unixNano = FromMagnitude(number);
            return true;
        }

        return TimeLiteral.TryParse(text, now, out unixNano, out _);
    }

    // The same instant has 10, 13, 16 or 19 digits in the four units, so the magnitude tells the unit from 1973 to 2286.
    private static long FromMagnitude(long number) => number switch
    {
        < 100_000_000_000 => number > long.MaxValue / PerSecond ? long.MaxValue : number * PerSecond,
        < 100_000_000_000_000 => number * 1_000_000,
        < 100_000_000_000_000_000 => number * 1_000,
        _ => number,
    };
}
