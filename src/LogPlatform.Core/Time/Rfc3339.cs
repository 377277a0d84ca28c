using System.Globalization;

namespace LogPlatform.Core.Time;

/// <summary>
/// Times as RFC 3339 writes them, at nanosecond precision. Read leniently: the date alone, a space for the <c>T</c>, no seconds, no zone (then UTC),
/// and a comma before the fraction are accepted. Only the years 1678 to 2261 fit nanoseconds since the Unix epoch.
/// </summary>
public static class Rfc3339
{
    /// <summary>Longest text that <see cref="TryFormat"/> writes, bytes.</summary>
    public const int MaxBytes = 30;

    private const long NanosPerSecond = 1_000_000_000;

    /// <summary>Reads a whole text, ASCII bytes; false when it is not a time or out of range.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long unixNano)
    {
        unixNano = 0;
        var at = 0;
        if (!Digits(text, ref at, 4, out var year) || !Skip(text, ref at, '-')
            || !Digits(text, ref at, 2, out var month) || !Skip(text, ref at, '-')
            || !Digits(text, ref at, 2, out var day)
            || year is < 1678 or > 2261 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var seconds = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Subtract(DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        long nanos = 0;
        if (at < text.Length && !TimeOfDay(text, ref at, ref seconds, out nanos))
        {
            return false;
        }

        unixNano = (seconds * NanosPerSecond) + nanos;
        return at == text.Length;
    }

    /// <summary>Reads a whole text; false when it is not a time or out of range.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long unixNano)
    {
        unixNano = 0;
        Span<byte> ascii = stackalloc byte[48];
        if (text.Length > ascii.Length)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            ascii[i] = text[i] < 128 ? (byte)text[i] : (byte)'?';
        }

        return TryParse(ascii[..text.Length], out unixNano);
    }

    /// <summary>Writes a time in UTC, with as many digits of the fraction as it needs; false when <paramref name="output"/> is too short.</summary>
    public static bool TryFormat(long unixNano, Span<byte> output, out int written)
    {
        var seconds = Math.DivRem(unixNano, NanosPerSecond, out var nanos);
        if (nanos < 0)
        {
            seconds--;
            nanos += NanosPerSecond;
        }

        var time = DateTime.UnixEpoch.AddSeconds(seconds);
        if (!time.TryFormat(output, out written, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture))
        {
            return false;
        }

        if (nanos != 0)
        {
            var digits = 9;
            for (; nanos % 10 == 0; nanos /= 10)
            {
                digits--;
            }

            if (output.Length < written + 1 + digits)
            {
                return false;
            }

            output[written] = (byte)'.';
            for (var i = digits; i > 0; i--, nanos /= 10)
            {
                output[written + i] = (byte)('0' + (nanos % 10));
            }

            written += 1 + digits;
        }

        if (written == output.Length)
        {
            return false;
        }

        output[written++] = (byte)'Z';
        return true;
    }

    /// <summary>Writes a time in UTC.</summary>
    public static string Format(long unixNano)
    {
        Span<byte> text = stackalloc byte[MaxBytes];
        TryFormat(unixNano, text, out var written);
        return System.Text.Encoding.ASCII.GetString(text[..written]);
    }

    private static bool TimeOfDay(ReadOnlySpan<byte> text, ref int at, ref long seconds, out long nanos)
    {
        nanos = 0;
        if ((text[at] is not ((byte)'T' or (byte)'t' or (byte)' ')) || !Digits(text, ref at, 2, out var hour, 1) || !Skip(text, ref at, ':')
            || !Digits(text, ref at, 2, out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        var second = 0;
        if (Skip(text, ref at, ':') && (!Digits(text, ref at, 2, out second) || second > 60 || !Fraction(text, ref at, out nanos)))
        {
            return false;
        }

        // A leap second is the last instant of its minute, as POSIX time has no room for it.
        if (second == 60)
        {
            (second, nanos) = (59, NanosPerSecond - 1);
        }

        seconds += (hour * 3600) + (minute * 60) + second;
        return Zone(text, ref at, ref seconds);
    }

    private static bool Fraction(ReadOnlySpan<byte> text, ref int at, out long nanos)
    {
        nanos = 0;
        if (!Skip(text, ref at, '.') && !Skip(text, ref at, ','))
        {
            return true;
        }

        var start = at;
        var scale = NanosPerSecond;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]); at++)
        {
            scale /= 10;
            nanos += (text[at] - '0') * scale;
        }

        return at > start;
    }

    private static bool Zone(ReadOnlySpan<byte> text, ref int at, ref long seconds)
    {
        if (at == text.Length || Skip(text, ref at, 'Z') || Skip(text, ref at, 'z'))
        {
            return true;
        }

        var east = text[at] == '+';
        if (text[at] is not ((byte)'+' or (byte)'-') || !Digits(text, ref at, 2, out var hours, 1))
        {
            return false;
        }

        Skip(text, ref at, ':');
        if (!Digits(text, ref at, 2, out var minutes) || hours > 23 || minutes > 59)
        {
            return false;
        }

        var offset = (hours * 3600) + (minutes * 60);
        seconds += east ? -offset : offset;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, ref int at, int count, out int number, int skip = 0)
    {
        number = 0;
        at += skip;
        var end = at + count;
        if (end > text.Length)
        {
            return false;
        }

        for (; at < end; at++)
        {
            if (!char.IsAsciiDigit((char)text[at]))
            {
                return false;
            }

            number = (number * 10) + (text[at] - '0');
        }

        return true;
    }

    private static bool Skip(ReadOnlySpan<byte> text, ref int at, char expected)
    {
        if (at < text.Length && text[at] == expected)
        {
            at++;
            return true;
        }

        return false;
    }
}
