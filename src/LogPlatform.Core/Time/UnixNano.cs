namespace LogPlatform.Core.Time;

/// <summary>Nanoseconds since the Unix epoch, from and to other counts of time.</summary>
public static class UnixNano
{
    /// <summary>Nanoseconds of a second.</summary>
    public const long PerSecond = 1_000_000_000;

    /// <summary>Nanoseconds of one of .NET's ticks.</summary>
    public const long PerTick = TimeSpan.NanosecondsPerTick;

    /// <summary>Seconds since the epoch and a fraction of 0 to 999,999,999 nanoseconds as one number, when it fits.</summary>
    public static TimeReading FromSeconds(long seconds, long nanoseconds, out long unixNano)
    {
        // Nearly every time: whatever the fraction is, there is no overflow.
        if (seconds is > long.MinValue / PerSecond and < long.MaxValue / PerSecond)
        {
            unixNano = (seconds * PerSecond) + nanoseconds;
            return TimeReading.Read;
        }

        return FromExact(((Int128)seconds * PerSecond) + nanoseconds, out unixNano);
    }

    /// <summary>Whole seconds since the epoch, rounded towards the past, and the rest: 0 to 999,999,999 nanoseconds.</summary>
    public static long ToSeconds(long unixNano, out long nanoseconds)
    {
        var seconds = Math.DivRem(unixNano, PerSecond, out nanoseconds);
        if (nanoseconds < 0)
        {
            nanoseconds += PerSecond;
            seconds--;
        }

        return seconds;
    }

    /// <summary>A date, saturated at the ends of the range (the years 1677 and 2262).</summary>
    public static long FromDate(DateTimeOffset date) =>
        FromTicks(date.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, out var unixNano) ? unixNano
        : date < DateTimeOffset.UnixEpoch ? long.MinValue
        : long.MaxValue;

    /// <summary>Ticks since the epoch, 100 ns each; false when they do not fit.</summary>
    public static bool FromTicks(long ticks, out long unixNano)
    {
        var fits = ticks is >= long.MinValue / PerTick and <= long.MaxValue / PerTick;
        unixNano = fits ? ticks * PerTick : 0;
        return fits;
    }

    /// <summary>The date, in UTC, cut to ticks of 100 ns.</summary>
    public static DateTimeOffset ToDate(long unixNano) => DateTimeOffset.UnixEpoch.AddTicks(unixNano / PerTick);

    /// <summary>
    /// Nanoseconds of the unit in which <paramref name="number"/> counts the time since the epoch: seconds, milliseconds, microseconds or nanoseconds. From 1973 to 5138 the
    /// four do not overlap.
    /// </summary>
    public static long UnitOf(ulong number) => number switch
    {
        < 100_000_000_000 => PerSecond,
        < 100_000_000_000_000 => 1_000_000,
        < 100_000_000_000_000_000 => 1_000,
        _ => 1,
    };

    /// <summary>A decimal number, with or without sign and fraction, of the unit that its magnitude tells (<see cref="UnitOf"/>).</summary>
    public static TimeReading FromNumber(ReadOnlySpan<byte> digits, out long unixNano)
    {
        unixNano = 0;
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

        var unit = UnitOf(number);
        var exact = (Int128)number * unit;
        foreach (var digit in fraction)
        {
            unit /= 10;
            exact += (digit - '0') * unit;
        }

        return FromExact(negative ? -exact : exact, out unixNano);
    }

    private static TimeReading FromExact(Int128 exact, out long unixNano)
    {
        var fits = exact >= long.MinValue && exact <= long.MaxValue;
        unixNano = fits ? (long)exact : 0;
        return fits ? TimeReading.Read : TimeReading.OutOfRange;
    }

    private static bool AllDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
