using System.Globalization;
using LogPlatform.Core.Filters.Parsing;
using LogPlatform.Core.Time;

namespace LogPlatform.Gateway.Query;

/// <summary>Reads a bound of a time range: RFC 3339, <c>now</c>, <c>-15m</c>, or a Unix time.</summary>
internal static class TimeBound
{
    /// <summary>What a client may write.</summary>
    public const string Expected = "RFC 3339, 'now', '-15m', 'now-1h' or a Unix time in s, ms, us or ns";

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public static bool TryParse(string text, long now, out long unixNano)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            // The magnitude tells the unit, and a bound beyond all records is as good as any.
            var unit = UnixNano.UnitOf((ulong)number);
            unixNano = number > long.MaxValue / unit ? long.MaxValue : number * unit;
            return true;
        }

        return TimeLiteral.TryParse(text, now, out unixNano, out _);
    }
}
