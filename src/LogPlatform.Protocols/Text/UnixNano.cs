using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Text;

/// <summary>Nanoseconds since the Unix epoch, from clock fields and from numbers of unknown unit.</summary>
internal static class UnixNano
{
    public const long PerSecond = 1_000_000_000;

    /// <summary>Seconds and nanoseconds as one number, when it fits.</summary>
    public static TimeReading FromSeconds(long seconds, long nanoseconds, out long time)
    {
        var exact = ((Int128)seconds * PerSecond) + nanoseconds;
        if (exact > long.MaxValue || exact < long.MinValue)
        {
            time = 0;
            return TimeReading.OutOfRange;
        }

        time = (long)exact;
        return TimeReading.Read;
    }

    /// <summary>
    /// A decimal number of seconds, milliseconds, microseconds or nanoseconds since the epoch. Its magnitude tells the unit: from 1973 to 5138 the four do not
    /// overlap.
    /// </summary>
    public static TimeReading FromNumber(ReadOnlySpan<byte> digits, out long time)
    {
        time = 0;
        var negative = digits.Length > 0 && digits[0] == '-';
        var rest = negative ? digits[1..] : digits;
        var point = rest.IndexOf((byte)'.');
        var whole = point < 0 ? rest : rest[..point];
        var fraction = point < 0 ? default : rest[(point + 1)..];
        if (whole.IsEmpty || whole.Length > 19 || (point >= 0 && fraction.IsEmpty) || !AllDigits(whole) || !AllDigits(fraction))
        {
            return TimeReading.None;
        }

        ulong number = 0;
        foreach (var digit in whole)
        {
            number = (number * 10) + (digit - (ulong)'0');
        }

        var unit = number switch
        {
            < 100_000_000_000 => PerSecond,
            < 100_000_000_000_000 => 1_000_000,
            < 100_000_000_000_000_000 => 1_000,
            _ => 1,
        };

        var exact = (Int128)number * unit;
        foreach (var digit in fraction)
        {
            unit /= 10;
            exact += (digit - '0') * unit;
        }

        exact = negative ? -exact : exact;
        if (exact > long.MaxValue || exact < long.MinValue)
        {
            return TimeReading.OutOfRange;
        }

        time = (long)exact;
        return TimeReading.Read;
    }

    /// <summary>When a record happened, as far as known: its own time, else when it was observed, else when it was received.</summary>
    public static long Effective(RecordBatch batch, in LogRecord record) =>
        record.TimeUnixNano != 0 ? record.TimeUnixNano
        : record.ObservedUnixNano != 0 ? record.ObservedUnixNano
        : batch.Sources[record.Source].ReceivedUnixNano;

    private static bool AllDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
