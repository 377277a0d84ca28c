using System.Buffers.Text;
using System.Globalization;

namespace LogPlatform.Cli.Load.Bodies;

/// <summary>Times as text of a fixed width.</summary>
internal static class TimeText
{
    /// <summary>Bytes of <see cref="WriteUnixNano"/>, until the year 2286.</summary>
    public const int UnixNanoWidth = 19;

    /// <summary>Bytes of <see cref="WriteRfc3339"/>.</summary>
    public const int Rfc3339Width = 27;

    /// <summary>Writes the nanoseconds since the Unix epoch.</summary>
    public static void WriteUnixNano(Span<byte> destination, long unixNano) =>
        Utf8Formatter.TryFormat(unixNano, destination, out _, new('D', UnixNanoWidth));

    /// <summary>
    /// Writes RFC 3339 in UTC with six digits, the most that RFC 5424 allows. <paramref name="last"/> is the text written before, or zeros: within a second only its
    /// fraction differs.
    /// </summary>
    public static void WriteRfc3339(Span<byte> destination, long unixNano, Span<byte> last, ref long lastSecond)
    {
        var second = unixNano / 1_000_000_000;
        if (second != lastSecond)
        {
            DateTime.UnixEpoch.AddSeconds(second).TryFormat(last, out _, "yyyy-MM-dd'T'HH:mm:ss.000000'Z'", CultureInfo.InvariantCulture);
            lastSecond = second;
        }

        Utf8Formatter.TryFormat(unixNano % 1_000_000_000 / 1000, last[20..], out _, new('D', 6));
        last.CopyTo(destination);
    }
}
