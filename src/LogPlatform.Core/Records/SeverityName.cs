using System.Text;

namespace LogPlatform.Core.Records;

/// <summary>Names of severity numbers: those of OpenTelemetry's log data model, and what common loggers write.</summary>
public static class SeverityName
{
    /// <summary>Length of the longest name that is known, bytes.</summary>
    public const int MaxBytes = 13;

    private static readonly string[] Names =
    [
        .. from level in new[] { "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL" }
           from step in new[] { "", "2", "3", "4" }
           select level + step,
    ];

    private static readonly byte[][] Utf8Names = [.. Names.Select(Encoding.ASCII.GetBytes)];

    /// <summary>The short name of a severity number from 1 to 24, <c>ERROR</c> or <c>WARN2</c>; empty for others.</summary>
    public static string Of(int severity) => severity is >= 1 and <= SeverityNumber.Max ? Names[severity - 1] : string.Empty;

    /// <summary><see cref="Of"/> in UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8(int severity) => severity is >= 1 and <= SeverityNumber.Max ? Utf8Names[severity - 1] : default;

    /// <summary>The severity number that a level's name stands for, in any case; 0 when the name says nothing.</summary>
    public static byte Parse(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > MaxBytes)
        {
            return 0;
        }

        Span<byte> lower = stackalloc byte[MaxBytes];
        lower = lower[..name.Length];
        for (var i = 0; i < name.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper((char)name[i]) ? (byte)(name[i] | 0x20) : name[i];
        }

        // The first letter sorts most names out; the numbers are those of appendix B of the data model.
        return lower[0] switch
        {
            (byte)'t' => Level(lower, "trace"u8, SeverityNumber.Trace, "t"u8, "trc"u8),
            (byte)'d' => Level(lower, "debug"u8, SeverityNumber.Debug, "d"u8, "dbg"u8),
            (byte)'i' => Level(lower, "info"u8, SeverityNumber.Info, "i"u8, "inf"u8, "information"u8, "informational"u8),
            (byte)'w' => Level(lower, "warn"u8, SeverityNumber.Warn, "w"u8, "wrn"u8, "warning"u8),
            (byte)'e' when lower.StartsWith("em"u8) => Word(lower, SeverityNumber.Fatal, "emerg"u8, "emergency"u8),
            (byte)'e' => Level(lower, "error"u8, SeverityNumber.Error, "e"u8, "err"u8, "eror"u8),
            (byte)'f' when lower.StartsWith("fine"u8) => lower.Length == 4 ? SeverityNumber.Debug : Word(lower, SeverityNumber.Trace, "finest"u8),
            (byte)'f' => Level(lower, "fatal"u8, SeverityNumber.Fatal, "f"u8, "ftl"u8),
            (byte)'v' => Word(lower, SeverityNumber.Trace, "verbose"u8, "v"u8, "vrb"u8),
            (byte)'l' => Word(lower, SeverityNumber.Info, "log"u8),
            (byte)'n' => Word(lower, SeverityNumber.Info + 1, "notice"u8, "n"u8),
            (byte)'s' => Word(lower, SeverityNumber.Error, "severe"u8),
            (byte)'c' => Word(lower, SeverityNumber.Error + 1, "critical"u8, "c"u8, "crit"u8),
            (byte)'a' => Word(lower, SeverityNumber.Error + 2, "alert"u8),
            (byte)'p' => Word(lower, SeverityNumber.Fatal, "panic"u8),
            _ => 0,
        };
    }

    private static byte Level(
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> full,
        byte severity,
        ReadOnlySpan<byte> letter,
        ReadOnlySpan<byte> code,
        ReadOnlySpan<byte> word = default,
        ReadOnlySpan<byte> longWord = default)
    {
        if (name.StartsWith(full))
        {
            if (name.Length == full.Length)
            {
                return severity;
            }

            // TRACE2, WARN3, ...: a step within the level.
            if (name.Length == full.Length + 1 && name[^1] is >= (byte)'2' and <= (byte)'4')
            {
                return (byte)(severity + name[^1] - '1');
            }
        }

        return name.SequenceEqual(letter) || name.SequenceEqual(code) || name.SequenceEqual(word) || name.SequenceEqual(longWord) ? severity : (byte)0;
    }

    private static byte Word(ReadOnlySpan<byte> name, byte severity, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default, ReadOnlySpan<byte> third = default) =>
        name.SequenceEqual(first) || name.SequenceEqual(second) || name.SequenceEqual(third) ? severity : (byte)0;
}
