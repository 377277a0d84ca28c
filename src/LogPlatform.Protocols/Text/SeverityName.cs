namespace LogPlatform.Protocols.Text;

/// <summary>Severities by name and by number, after OpenTelemetry's log data model.</summary>
internal static class SeverityName
{
    public const byte Trace = 1;
    public const byte Debug = 5;
    public const byte Info = 9;
    public const byte Warn = 13;
    public const byte Error = 17;
    public const byte Fatal = 21;

    private static readonly byte[][] ShortNames =
    [
        .. from name in new[] { "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL" }
           from step in new[] { "", "2", "3", "4" }
           select System.Text.Encoding.ASCII.GetBytes(name + step),
    ];

    /// <summary>The short name of a severity number from 1 to 24, <c>ERROR</c> or <c>WARN2</c>; empty for others.</summary>
    public static ReadOnlySpan<byte> Short(byte severity) => severity is >= 1 and <= 24 ? ShortNames[severity - 1] : default;

    /// <summary>The severity number that a level's name stands for, in any case; 0 when the name says nothing.</summary>
    public static byte Parse(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > 13)
        {
            return 0;
        }

        Span<byte> lower = stackalloc byte[13];
        lower = lower[..name.Length];
        for (var i = 0; i < name.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper((char)name[i]) ? (byte)(name[i] | 0x20) : name[i];
        }

        // The first letter sorts most names out.
        return lower[0] switch
        {
            (byte)'t' => Match(lower, "trace"u8, Trace, "t"u8, "trc"u8),
            (byte)'v' => Match(lower, "verbose"u8, Trace, "v"u8, "vrb"u8),
            (byte)'d' => Match(lower, "debug"u8, Debug, "d"u8, "dbg"u8),
            (byte)'i' => Match(lower, "info"u8, Info, "i"u8, "inf"u8, "information"u8, "informational"u8),
            (byte)'n' => Match(lower, "notice"u8, 10, "n"u8),
            (byte)'w' => Match(lower, "warn"u8, Warn, "w"u8, "wrn"u8, "warning"u8),
            (byte)'e' => lower.SequenceEqual("emerg"u8) || lower.SequenceEqual("emergency"u8) ? Fatal : Match(lower, "error"u8, Error, "e"u8, "err"u8),
            (byte)'c' => Match(lower, "critical"u8, 18, "c"u8, "crit"u8),
            (byte)'a' => Match(lower, "alert"u8, 19),
            (byte)'f' => Match(lower, "fatal"u8, Fatal, "f"u8, "ftl"u8),
            (byte)'p' => Match(lower, "panic"u8, Fatal),
            (byte)'s' => Match(lower, "severe"u8, Error),
            _ => 0,
        };
    }

    private static byte Match(
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> full,
        byte severity,
        ReadOnlySpan<byte> letter = default,
        ReadOnlySpan<byte> code = default,
        ReadOnlySpan<byte> word = default,
        ReadOnlySpan<byte> longWord = default)
    {
        if (name.SequenceEqual(letter) || name.SequenceEqual(code) || name.SequenceEqual(word) || name.SequenceEqual(longWord))
        {
            return severity;
        }

        // TRACE2, WARN3, ...: a step within the level.
        if (!name.StartsWith(full))
        {
            return 0;
        }

        return name.Length == full.Length ? severity
            : name.Length == full.Length + 1 && name[^1] is >= (byte)'2' and <= (byte)'4' && severity % 4 == 1 ? (byte)(severity + name[^1] - '1')
            : (byte)0;
    }
}
