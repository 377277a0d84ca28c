using System.Buffers.Text;
using System.Text;
using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>Severity numbers by what programs write: names in either case, numbers on one of the usual scales, and the user's own words.</summary>
internal sealed class SeverityMap
{
    private readonly Dictionary<string, byte> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, byte>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly SeverityScale _scale;

    public SeverityMap(IEnumerable<KeyValuePair<string, byte>> words, SeverityScale scale)
    {
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

        number = SeverityName.Parse(text);
        return number != 0 ? number
            : Utf8Parser.TryParse(text, out uint level, out var used) && used == text.Length ? OfNumber(level)
            : (byte)0;
    }

    private byte OfNumber(uint level) => _scale switch
    {
        SeverityScale.Syslog => SeverityNumber.FromSyslog(level),
        SeverityScale.Bunyan => SeverityNumber.FromBunyan(level),
        _ => level <= SeverityNumber.Max ? (byte)level : (byte)0,
    };
}
