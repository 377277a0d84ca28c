using System.Text;

namespace LogPlatform.Core.Time;

/// <summary>
/// Times as RFC 3339 writes them, over UTF-8, at nanosecond precision. Read leniently where writers differ: a space or lower case <c>t</c> between date and time, any
/// number of fractional digits behind a point or comma, an offset with or without colon; no offset means UTC.
/// </summary>
public static class Rfc3339
{
    /// <summary>Length of a time with all nine digits of its fraction, <c>2025-06-01T12:34:56.123456789Z</c>, bytes: the longest that is written.</summary>
    public const int FullLength = 30;

    private const int DateLength = 10;
    private const int MinuteLength = 16;

    /// <summary>Reads a time that fills <paramref name="text"/>, with date and seconds, as machines write it. A leap second counts as the second before it.</summary>
    public static TimeReading Parse(ReadOnlySpan<byte> text, out long unixNano)
    {
        unixNano = 0;
        return text.Length >= 19 && Date(text, out var days) && IsSeparator(text[DateLength])
            && Clock(text[(DateLength + 1)..], out var seconds, out var nanoseconds, out var used)
            && Offset(text[(DateLength + 1 + used)..], out var offset)
            ? UnixNano.FromSeconds((days * 86_400) + seconds - offset, nanoseconds, out unixNano)
            : TimeReading.None;
    }

    /// <summary>
    /// Reads a time that fills <paramref name="text"/>, as people write it: the date alone and a time without seconds will do as well, and a leap second is the last instant of
    /// its minute. False when it is not a time or does not fit nanoseconds since the Unix epoch (the years 1677 to 2262).
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long unixNano)
    {
        if (text.Length <= MinuteLength || text[MinuteLength] != ':')
        {
            return TryParseShort(text, out unixNano);
        }

        if (Parse(text, out unixNano) != TimeReading.Read)
        {
            return false;
        }

        // Only a leap second has that digit.
        if (text[MinuteLength + 1] == '6')
        {
            UnixNano.ToSeconds(unixNano, out var fraction);
            unixNano += UnixNano.PerSecond - 1 - fraction;
        }

        return true;
    }

    /// <summary>Reads a time like <see cref="TryParse(ReadOnlySpan{byte}, out long)"/>; at most 48 characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long unixNano)
    {
        unixNano = 0;
        Span<byte> ascii = stackalloc byte[48];
        return Ascii.FromUtf16(text, ascii, out var length) == System.Buffers.OperationStatus.Done && TryParse(ascii[..length], out unixNano);
    }

    /// <summary>Reads <c>hh:mm:ss</c> and a fraction at the start of <paramref name="text"/>.</summary>
    /// <param name="text">Where the clock's time starts.</param>
    /// <param name="seconds">Seconds since midnight, 0 to 86,399. A leap second counts as the last second before it, as POSIX time has no number for it.</param>
    /// <param name="nanoseconds">The fraction, 0 to 999,999,999; further digits are cut off.</param>
    /// <param name="used">Number of bytes read.</param>
    public static bool Clock(ReadOnlySpan<byte> text, out int seconds, out int nanoseconds, out int used)
    {
        nanoseconds = 0;
        used = 0;
        if (text.Length < 8 || !HourAndMinute(text, out seconds) || text[5] != ':' || !Pair(text, 6, out var second) || second > 60)
        {
            seconds = 0;
            return false;
        }

        seconds += Math.Min(second, 59);
        used = 8;
        if (text.Length > 9 && text[8] is (byte)'.' or (byte)',' && char.IsAsciiDigit((char)text[9]))
        {
            var scale = 100_000_000;
            for (used = 9; used < text.Length && char.IsAsciiDigit((char)text[used]); used++)
            {
                nanoseconds += (text[used] - '0') * scale;
                scale /= 10;
            }
        }

        return true;
    }

    /// <summary>Writes a time in UTC with nine fractional digits: exactly <see cref="FullLength"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="destination"/> is shorter.</exception>
    public static void FormatFull(long unixNano, Span<byte> destination)
    {
        var seconds = UnixNano.ToSeconds(unixNano, out var fraction);
        var days = Math.DivRem(seconds, 86_400, out var clock);
        if (clock < 0)
        {
            clock += 86_400;
            days--;
        }

        var (year, month, day) = CivilDate.FromDays(days);
        destination = destination[..FullLength];
        Write(destination, 0, 4, year);
        destination[4] = (byte)'-';
        Write(destination, 5, 2, month);
        destination[7] = (byte)'-';
        Write(destination, 8, 2, day);
        destination[DateLength] = (byte)'T';
        Write(destination, 11, 2, (int)(clock / 3600));
        destination[13] = (byte)':';
        Write(destination, 14, 2, (int)(clock / 60 % 60));
        destination[MinuteLength] = (byte)':';
        Write(destination, 17, 2, (int)(clock % 60));
        destination[19] = (byte)'.';
        Write(destination, 20, 9, (int)fraction);
        destination[29] = (byte)'Z';
    }

    /// <summary>Writes a time in UTC, with as many digits of the fraction as it needs; false when <paramref name="destination"/> is too short.</summary>
    public static bool TryFormat(long unixNano, Span<byte> destination, out int written)
    {
        Span<byte> full = stackalloc byte[FullLength];
        FormatFull(unixNano, full);

        // Zeros and a bare point give way to the Z.
        var end = full[..^1].LastIndexOfAnyExcept((byte)'0');
        end += full[end] == '.' ? 0 : 1;
        full[end] = (byte)'Z';
        written = end < destination.Length ? end + 1 : 0;
        return full[..(end + 1)].TryCopyTo(destination);
    }

    /// <summary>Writes a time in UTC, with as many digits of the fraction as it needs.</summary>
    public static string Format(long unixNano)
    {
        Span<byte> text = stackalloc byte[FullLength];
        TryFormat(unixNano, text, out var written);
        return Encoding.ASCII.GetString(text[..written]);
    }

    private static bool TryParseShort(ReadOnlySpan<byte> text, out long unixNano)
    {
        unixNano = 0;
        if (text.Length < DateLength || !Date(text, out var days))
        {
            return false;
        }

        var seconds = 0;
        var offset = 0;
        if (text.Length > DateLength
            && (text.Length < MinuteLength || !IsSeparator(text[DateLength]) || !HourAndMinute(text[(DateLength + 1)..], out seconds) || !Offset(text[MinuteLength..], out offset)))
        {
            return false;
        }

        return UnixNano.FromSeconds((days * 86_400) + seconds - offset, 0, out unixNano) == TimeReading.Read;
    }

    private static bool IsSeparator(byte letter) => letter is (byte)'T' or (byte)'t' or (byte)' ';

    // The caller has seen to the length, here and below.
    private static bool Date(ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        if (!Pair(text, 0, out var century) || !Pair(text, 2, out var year) || text[4] != '-' || !Pair(text, 5, out var month) || text[7] != '-' || !Pair(text, 8, out var day))
        {
            return false;
        }

        year += century * 100;
        if (month is < 1 or > 12 || day < 1 || day > CivilDate.DaysIn(year, month))
        {
            return false;
        }

        days = CivilDate.ToDays(year, month, day);
        return true;
    }

    private static bool HourAndMinute(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (!Pair(text, 0, out var hour) || text[2] != ':' || !Pair(text, 3, out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        seconds = (hour * 3600) + (minute * 60);
        return true;
    }

    private static bool Offset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.IsEmpty || (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z'))
        {
            return true;
        }

        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length < 5)
        {
            return false;
        }

        var minutesAt = text[3] == ':' ? 4 : 3;
        if (text.Length != minutesAt + 2 || !Pair(text, 1, out var hours) || !Pair(text, minutesAt, out var minutes) || hours > 23 || minutes > 59)
        {
            return false;
        }

        seconds = ((hours * 60) + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }

    private static bool Pair(ReadOnlySpan<byte> text, int start, out int number)
    {
        var tens = text[start] - '0';
        var ones = text[start + 1] - '0';
        number = (tens * 10) + ones;
        return (uint)tens <= 9 && (uint)ones <= 9;
    }

    private static void Write(Span<byte> destination, int start, int count, int number)
    {
        for (var i = start + count - 1; i >= start; i--)
        {
            destination[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
