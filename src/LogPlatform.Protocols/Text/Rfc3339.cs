namespace LogPlatform.Protocols.Text;

/// <summary>Times as in RFC 3339, over UTF-8.</summary>
internal static class Rfc3339
{
    /// <summary>Length of a formatted time: <c>2025-06-01T12:34:56.123456789Z</c>.</summary>
    public const int FormattedLength = 30;

    /// <summary>
    /// Reads a time that fills <paramref name="text"/>. Lenient where senders differ: a space or lower case <c>t</c> between date and time, any number of
    /// fractional digits behind a point or comma, an offset with or without colon; no offset means UTC.
    /// </summary>
    public static TimeReading Parse(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        if (text.Length < 19
            || !Digits(text, 0, 4, out var year) || text[4] != '-'
            || !Digits(text, 5, 2, out var month) || text[7] != '-'
            || !Digits(text, 8, 2, out var day) || (text[10] | 0x20) is not ('t' or ' ')
            || !Clock(text[11..], out var seconds, out var nanoseconds, out var used)
            || !Offset(text[(11 + used)..], out var offset)
            || month is < 1 or > 12 || day < 1 || day > CivilDate.DaysIn(year, month))
        {
            return TimeReading.None;
        }

        return UnixNano.FromSeconds((CivilDate.ToDays(year, month, day) * 86_400) + seconds - offset, nanoseconds, out time);
    }

    /// <summary>Reads <c>hh:mm:ss</c> and a fraction at the start of <paramref name="text"/>.</summary>
    public static bool Clock(ReadOnlySpan<byte> text, out int seconds, out int nanoseconds, out int used)
    {
        seconds = 0;
        nanoseconds = 0;
        used = 0;
        if (text.Length < 8
            || !Digits(text, 0, 2, out var hour) || text[2] != ':'
            || !Digits(text, 3, 2, out var minute) || text[5] != ':'
            || !Digits(text, 6, 2, out var second)
            || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        // A leap second counts as the last second before it, as POSIX time has no number for it.
        seconds = (hour * 3600) + (minute * 60) + Math.Min(second, 59);
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

    /// <summary>Writes a time in UTC with nine fractional digits: exactly <see cref="FormattedLength"/> bytes.</summary>
    public static void Format(long unixNano, Span<byte> destination)
    {
        var seconds = Math.DivRem(unixNano, UnixNano.PerSecond, out var fraction);
        if (fraction < 0)
        {
            fraction += UnixNano.PerSecond;
            seconds--;
        }

        var days = Math.DivRem(seconds, 86_400, out var clock);
        if (clock < 0)
        {
            clock += 86_400;
            days--;
        }

        var (year, month, day) = CivilDate.FromDays(days);
        destination = destination[..FormattedLength];
        Write(destination, 0, 4, (int)year);
        destination[4] = (byte)'-';
        Write(destination, 5, 2, month);
        destination[7] = (byte)'-';
        Write(destination, 8, 2, day);
        destination[10] = (byte)'T';
        Write(destination, 11, 2, (int)(clock / 3600));
        destination[13] = (byte)':';
        Write(destination, 14, 2, (int)(clock / 60 % 60));
        destination[16] = (byte)':';
        Write(destination, 17, 2, (int)(clock % 60));
        destination[19] = (byte)'.';
        Write(destination, 20, 9, (int)fraction);
        destination[29] = (byte)'Z';
    }

    private static bool Offset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.IsEmpty || (text.Length == 1 && (text[0] | 0x20) == 'z'))
        {
            return true;
        }

        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length < 5)
        {
            return false;
        }

        var minutesAt = text[3] == ':' ? 4 : 3;
        if (text.Length != minutesAt + 2
            || !Digits(text, 1, 2, out var hours) || !Digits(text, minutesAt, 2, out var minutes) || hours > 23 || minutes > 59)
        {
            return false;
        }

        seconds = ((hours * 60) + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, int start, int count, out int number)
    {
        number = 0;
        for (var i = start; i < start + count; i++)
        {
            var digit = text[i] - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            number = (number * 10) + digit;
        }

        return true;
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
