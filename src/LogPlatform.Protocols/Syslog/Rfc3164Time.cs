using System.Buffers.Text;
using LogPlatform.Core.Time;

namespace LogPlatform.Protocols.Syslog;

/// <summary>The times of BSD syslog messages: <c>Oct  1 22:14:15</c>, with a year or fraction where senders write them, or ISO 8601.</summary>
internal static class Rfc3164Time
{
    // The sender's clock may be ahead, and its zone up to 14 hours east of UTC, which the format does not tell.
    private const long Ahead = 86_400;

    /// <summary>
    /// Reads a time at the start of <paramref name="text"/> and what ends it. Without zone it is taken for UTC; without year it is the latest that is not more than a day after
    /// <paramref name="received"/> (nanoseconds since the Unix epoch), so that December's messages that come in January are last year's.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> text, long received, out long time, out int used)
    {
        time = 0;
        used = 0;
        if (text.Length > 19 && char.IsAsciiDigit((char)text[0]))
        {
            var end = text.IndexOf((byte)' ');
            used = end < 0 ? text.Length : end;
            return (text[10] | 0x20) == 't' && Rfc3339.Parse(text[..used], out time) != TimeReading.None;
        }

        if (text.Length < 14 || !Month(text, out var month) || text[3] != ' ')
        {
            return false;
        }

        used = 4;
        if (!Number(text, ref used, out var day) || !Space(text, ref used))
        {
            return false;
        }

        var year = 0;
        var probe = used;
        if (text.Length > used + 5 && text[used + 4] == ' ' && Number(text, ref probe, out var written) && probe == used + 4)
        {
            year = written;
            used += 5;
        }

        if (!Rfc3339.Clock(text[used..], out var seconds, out var nanoseconds, out var clock))
        {
            return false;
        }

        used += clock;
        if (used < text.Length && text[used] == ':')
        {
            used++;
        }

        return (used == text.Length || text[used] == ' ') && Place(year, month, day, seconds, nanoseconds, received, out time);
    }

    private static bool Place(int year, int month, int day, int seconds, int nanoseconds, long received, out long time)
    {
        time = 0;
        if (year != 0)
        {
            return day >= 1 && day <= CivilDate.DaysIn(year, month)
                && UnixNano.FromSeconds((CivilDate.ToDays(year, month, day) * 86_400) + seconds, nanoseconds, out time) != TimeReading.None;
        }

        var now = Math.DivRem(received, UnixNano.PerSecond).Quotient;
        var last = CivilDate.FromDays(Math.DivRem(now, 86_400).Quotient).Year + 1;

        // Nine years hold a leap day, whatever century they are in.
        for (year = last; year > last - 10; year--)
        {
            if (day < 1 || day > CivilDate.DaysIn(year, month))
            {
                continue;
            }

            var candidate = (CivilDate.ToDays(year, month, day) * 86_400) + seconds;
            if (candidate <= now + Ahead)
            {
                return UnixNano.FromSeconds(candidate, nanoseconds, out time) != TimeReading.None;
            }
        }

        return false;
    }

    private static bool Month(ReadOnlySpan<byte> text, out int month)
    {
        var at = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(text[..3]);
        month = (at / 3) + 1;
        return at >= 0 && at % 3 == 0;
    }

    private static bool Number(ReadOnlySpan<byte> text, ref int position, out int number)
    {
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }

        if (position >= text.Length || !Utf8Parser.TryParse(text[position..], out uint read, out var digits) || digits > 4)
        {
            number = 0;
            return false;
        }

        number = (int)read;
        position += digits;
        return true;
    }

    private static bool Space(ReadOnlySpan<byte> text, ref int position)
    {
        var start = position;
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }

        return position > start;
    }
}
