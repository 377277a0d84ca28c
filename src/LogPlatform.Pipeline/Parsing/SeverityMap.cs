using System.Buffers.Text;
using System.Text;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>Severity numbers by what programs write: names in either case, numbers on one of the usual scales, and the user's own words.</summary>
internal sealed class SeverityMap
{
    // The levels that common loggers write, at their place in OpenTelemetry's data model (appendix B).
    private static readonly (string Name, byte Number)[] Names =
    [
        ("trace", 1), ("finest", 1), ("verbose", 1), ("trc", 1), ("vrb", 1),
        ("debug", 5), ("dbg", 5), ("fine", 5),
        ("info", 9), ("information", 9), ("informational", 9), ("inf", 9), ("log", 9), ("notice", 10),
        ("warn", 13), ("warning", 13), ("wrn", 13),
        ("error", 17), ("err", 17), ("severe", 17), ("eror", 17),
        ("critical", 18), ("crit", 18), ("alert", 19),
        ("fatal", 21), ("ftl", 21), ("emergency", 21), ("emerg", 21), ("panic", 21),
    ];

    // Syslog's 0 to 7 (RFC 5424, table 2).
    private static readonly byte[] Syslog = [21, 19, 18, 17, 13, 10, 9, 5];

    private readonly Dictionary<string, byte> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, byte>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly SeverityScale _scale;

    public SeverityMap(IEnumerable<KeyValuePair<string, byte>> words, SeverityScale scale)
    {
        foreach (var (name, number) in Names)
        {
            _words[name] = number;
        }

        for (byte number = 1; number <= 24; number++)
        {
            _words[Core.Filters.Values.SeverityName.Of(number)] = number;
        }

        foreach (var (word, number) in words)
        {
            _words[word] = number;
        }

        _scale = scale;
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The severity number of a text, 0 when it is none.</summary>
    public byte Find(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t"u8);
        Span<char> chars = stackalloc char[64];
        if (text.IsEmpty || text.Length > chars.Length)
        {
            return 0;
        }

        if (_lookup.TryGetValue(chars[..Encoding.UTF8.GetChars(text, chars)], out var number))
        {
            return number;
        }

        return Utf8Parser.TryParse(text, out uint level, out var used) && used == text.Length ? OfNumber(level) : (byte)0;
    }

    private byte OfNumber(uint level) => _scale switch
    {
        SeverityScale.Syslog => level < Syslog.Length ? Syslog[level] : (byte)0,

        // Ten a level: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal.
        SeverityScale.Bunyan => level is >= 10 and < 70 ? (byte)((((level / 10) - 1) * 4) + 1) : (byte)0,
        _ => level is >= 1 and <= 24 ? (byte)level : (byte)0,
    };
}
