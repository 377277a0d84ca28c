using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using LogPlatform.Core.Records;
using LogPlatform.Core.Time;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>One way to read a time.</summary>
internal sealed class TimeFormat
{
    public const string Expected = "rfc3339, unix, unix_ms, unix_us, unix_ns, or a pattern with year, month and day such as 'dd/MMM/yyyy:HH:mm:ss zzz'";

    private readonly long _unit;
    private readonly string? _pattern;
    private readonly TimeSpan _offset;

    private TimeFormat(long unit, string? pattern, TimeSpan offset)
    {
        _unit = unit;
        _pattern = pattern;
        _offset = offset;
    }

    /// <summary>A format by its name or pattern (.NET's custom date and time format strings). Times without a zone are <paramref name="offset"/> ahead of UTC.</summary>
    public static bool TryCreate(string name, TimeSpan offset, [NotNullWhen(true)] out TimeFormat? format)
    {
        format = name switch
        {
            "rfc3339" => new TimeFormat(0, null, offset),
            "unix" => new TimeFormat(UnixNano.PerSecond, null, offset),
            "unix_ms" => new TimeFormat(1_000_000, null, offset),
            "unix_us" => new TimeFormat(1_000, null, offset),
            "unix_ns" => new TimeFormat(1, null, offset),
            _ => IsPattern(name) ? new TimeFormat(0, name, offset) : null,
        };
        return format is not null;
    }

    /// <summary>Reads a value: nanoseconds since the Unix epoch.</summary>
    public bool TryRead(RecordBatch batch, in Value value, out long unixNano)
    {
        unixNano = 0;
        return value.Kind switch
        {
            ValueKind.String => TryRead(batch.Text(value.Text), out unixNano),
            ValueKind.Int when _unit > 0 => TryScale(value.Int, out unixNano),
            ValueKind.Double when _unit > 0 => TryScale(value.Double, out unixNano),
            _ => false,
        };
    }

    private bool TryRead(ReadOnlySpan<byte> text, out long unixNano)
    {
        unixNano = 0;
        text = text.Trim(" \t"u8);
        if (_pattern is not null)
        {
            return TryPattern(text, out unixNano);
        }

        if (_unit == 0)
        {
            return Rfc3339.TryParse(text, out unixNano) && TryShift(text, ref unixNano);
        }

        return Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length ? TryScale(whole, out unixNano)
            : Utf8Parser.TryParse(text, out decimal number, out used) && used == text.Length && TryScale(number, out unixNano);
    }

    // The reader takes a time without a zone for UTC.
    private bool TryShift(ReadOnlySpan<byte> text, ref long unixNano)
    {
        var hasZone = text[^1] is (byte)'Z' or (byte)'z' || text.LastIndexOfAny((byte)'+', (byte)'-') > "yyyy-MM-dd".Length;
        var shift = hasZone ? 0 : _offset.Ticks * UnixNano.PerTick;
        var shifted = unchecked(unixNano - shift);
        if (shift > 0 ? shifted > unixNano : shifted < unixNano)
        {
            return false;
        }

        unixNano = shifted;
        return true;
    }

    private bool TryScale(long number, out long unixNano)
    {
        var isInRange = number <= long.MaxValue / _unit && number >= long.MinValue / _unit;
        unixNano = isInRange ? number * _unit : 0;
        return isInRange;
    }

    private bool TryScale(double number, out long unixNano)
    {
        var isInRange = double.IsFinite(number) && Math.Abs(number) * _unit < 9.2e18;

        // Whole part and fraction on their own: together they have more digits than a double.
        var whole = isInRange ? Math.Truncate(number) : 0;
        unixNano = isInRange ? ((long)whole * _unit) + (long)Math.Round((number - whole) * _unit) : 0;
        return isInRange;
    }

    private bool TryScale(decimal number, out long unixNano)
    {
        var isInRange = Math.Abs(number) < 9.2e18m / _unit;
        unixNano = isInRange ? (long)(number * _unit) : 0;
        return isInRange;
    }

    private bool TryPattern(ReadOnlySpan<byte> text, out long unixNano)
    {
        unixNano = 0;
        Span<char> chars = stackalloc char[128];
        if (text.Length > chars.Length)
        {
            return false;
        }

        chars = chars[..Encoding.UTF8.GetChars(text, chars)];
        if (!DateTime.TryParseExact(chars, _pattern, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
        {
            return false;
        }

        var ticks = (time - DateTime.UnixEpoch).Ticks - (time.Kind == DateTimeKind.Utc ? 0 : _offset.Ticks);
        return UnixNano.FromTicks(ticks, out unixNano);
    }

    // Without a full date the runtime would fill in today's: then the same bytes would give another record tomorrow.
    private static bool IsPattern(string pattern)
    {
        var letters = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is '\'' or '"')
            {
                i = pattern.IndexOf(pattern[i], i + 1);
                if (i < 0)
                {
                    return false;
                }
            }
            else if (pattern[i] == '\\')
            {
                i++;
            }
            else
            {
                letters.Append(pattern[i]);
            }
        }

        var asked = letters.ToString();
        if (!asked.Contains('y') || !asked.Contains('M') || !asked.Replace("dddd", string.Empty, StringComparison.Ordinal).Replace("ddd", string.Empty, StringComparison.Ordinal).Contains('d'))
        {
            return false;
        }

        try
        {
            var sample = new DateTime(2020, 11, 12, 13, 14, 15, DateTimeKind.Utc).ToString(pattern, CultureInfo.InvariantCulture);
            return DateTime.TryParseExact(sample, pattern, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out _);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
