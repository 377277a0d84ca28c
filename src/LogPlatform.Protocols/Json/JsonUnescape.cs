using System.Text;
using System.Text.Unicode;
using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Json;

/// <summary>Turns the inside of a JSON string with escapes into text. A surrogate without its partner becomes U+FFFD, which the framework's readers treat as an error.</summary>
internal static class JsonUnescape
{
    /// <summary>Appends the text that <paramref name="escaped"/>, which a JSON reader has accepted, stands for.</summary>
    public static TextRef Append(RecordBatch batch, ReadOnlySpan<byte> escaped)
    {
        var start = batch.Buffer.Count;
        while (true)
        {
            var backslash = escaped.IndexOf((byte)'\\');
            if (backslash < 0 || backslash + 1 >= escaped.Length)
            {
                break;
            }

            batch.Buffer.AddRange(escaped[..backslash]);
            escaped = escaped[(backslash + 1)..];
            var letter = escaped[0];
            escaped = escaped[1..];
            if (letter == 'u')
            {
                AppendRune(batch, ReadRune(ref escaped));
            }
            else
            {
                batch.Buffer.Add(letter switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    _ => letter,
                });
            }
        }

        batch.Buffer.AddRange(escaped);
        var text = new TextRef(start, batch.Buffer.Count - start);
        return Utf8.IsValid(batch.Text(text)) ? text : batch.Append(batch.String(text));
    }

    // Stands behind "\u". A high surrogate takes the escape that follows when that is a low one.
    private static Rune ReadRune(ref ReadOnlySpan<byte> escaped)
    {
        var first = ReadUnit(escaped);
        escaped = escaped[Math.Min(4, escaped.Length)..];
        if (Rune.TryCreate(first, out var rune))
        {
            return rune;
        }

        if (escaped.StartsWith("\\u"u8) && Rune.TryCreate(first, ReadUnit(escaped[2..]), out rune))
        {
            escaped = escaped[Math.Min(6, escaped.Length)..];
            return rune;
        }

        return Rune.ReplacementChar;
    }

    private static char ReadUnit(ReadOnlySpan<byte> digits)
    {
        var unit = 0;
        foreach (var digit in digits[..Math.Min(4, digits.Length)])
        {
            unit = (unit << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return (char)unit;
    }

    private static void AppendRune(RecordBatch batch, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        batch.Buffer.AddRange(bytes[..rune.EncodeToUtf8(bytes)]);
    }
}
