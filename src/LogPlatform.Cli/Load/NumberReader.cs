using System.Buffers.Text;

namespace LogPlatform.Cli.Load;

/// <summary>
/// Takes the record's number out of a line of an export, without parsing the line: a run's own records hold the name of the attribute nowhere else.
/// </summary>
internal static class NumberReader
{
    // As OTLP and NDJSON records come back, and as syslog's structured data does.
    private static readonly byte[] Attribute = [.. "\"load.seq\":"u8];
    private static readonly byte[] StructuredData = [.. ".seq\":"u8];

    /// <summary>Reads the number; false when the line has none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out long number)
    {
        var at = EndOf(line, Attribute);
        at = at < 0 ? EndOf(line, StructuredData) : at;
        number = 0;
        if (at < 0)
        {
            return false;
        }

        var rest = line[at..];
        rest = rest[SkipBlanksAndQuote(rest)..];
        return Utf8Parser.TryParse(rest, out number, out _);
    }

    private static int EndOf(ReadOnlySpan<byte> line, byte[] name)
    {
        var at = line.IndexOf(name);
        return at < 0 ? -1 : at + name.Length;
    }

    private static int SkipBlanksAndQuote(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && text[at] is ((byte)' ' or (byte)'"'))
        {
            at++;
        }

        return at;
    }
}
