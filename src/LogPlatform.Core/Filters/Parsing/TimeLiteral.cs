using System.Globalization;
using LogPlatform.Core.Time;

namespace LogPlatform.Core.Filters.Parsing;

/// <summary>Times in filters: RFC 3339, <c>now</c>, <c>now-1h</c>, or short <c>-15m</c>.</summary>
public static class TimeLiteral
{
    private static readonly (string Unit, long Nanos)[] Units =
    [
        ("ns", 1),
        ("us", 1_000),
        ("ms", 1_000_000),
        ("s", 1_000_000_000),
        ("m", 60_000_000_000),
        ("h", 3_600_000_000_000),
        ("d", 86_400_000_000_000),
        ("w", 604_800_000_000_000),
    ];

    /// <summary>Reads a time; <paramref name="relative"/> says whether it needs the present, which may be unknown (null).</summary>
    public static bool TryParse(string text, long? now, out long unixNano, out bool relative)
    {
        relative = false;
        if (Rfc3339.TryParse(text, out unixNano))
        {
            return true;
        }

        var offset = text.StartsWith("now", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(3) : text.AsSpan();
        if ((offset.Length == text.Length && !offset.StartsWith("-")) || !TryOffset(offset, out var nanos))
        {
            return false;
        }

        relative = true;
        unixNano = unchecked(now.GetValueOrDefault() + nanos);
        return now is not null && (nanos >= 0 ? unixNano >= now : unixNano < now);
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out long nanos)
    {
        nanos = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        var digits = text[1..].IndexOfAnyExceptInRange('0', '9');
        if (text[0] is not ('-' or '+') || digits <= 0
            || !long.TryParse(text.Slice(1, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        foreach (var (unit, length) in Units)
        {
            if (text[(1 + digits)..].SequenceEqual(unit) && count <= long.MaxValue / length)
            {
                nanos = text[0] == '-' ? -count * length : count * length;
                return true;
            }
        }

        return false;
    }
}
