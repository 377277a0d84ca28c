using System.Text;
using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>
/// Pairs with separators of the user's choice. Keys and values are trimmed; a value in double quotes may hold separators; what has no
/// key-value separator is skipped. A text without a single pair is a failure.
/// </summary>
internal sealed class KeyValueFieldParser(string pairSeparator, string keyValueSeparator) : FieldParser
{
    private readonly byte[] _pair = Encoding.UTF8.GetBytes(pairSeparator);
    private readonly byte[] _keyValue = Encoding.UTF8.GetBytes(keyValueSeparator);
    private readonly PairScanner _scanner = new();

    public override string? Parse(TextRef text, FieldSink sink)
    {
        var span = sink.Batch.Text(text);
        var found = 0;
        for (var at = 0; at < span.Length;)
        {
            var end = span[at..].IndexOf(_pair);
            end = end < 0 ? span.Length : at + end;
            var separator = span[at..end].IndexOf(_keyValue);
            var key = separator < 0 ? default : span.Slice(at, separator).Trim((byte)' ');
            if (key.IsEmpty)
            {
                at = end + _pair.Length;
                continue;
            }

            var start = at + separator + _keyValue.Length;
            while (start < end && span[start] == ' ')
            {
                start++;
            }

            TextRef value;
            if (start < span.Length && span[start] == '"')
            {
                if (!_scanner.TryQuoted(sink.Batch, text, span, ref start, out value))
                {
                    return "a quoted value does not end";
                }

                end = span[start..].IndexOf(_pair);
                end = end < 0 ? span.Length : start + end;
            }
            else
            {
                value = new TextRef(text.Offset + start, span[start..end].TrimEnd((byte)' ').Length);
            }

            found++;
            if (!sink.Add(key, Value.OfString(value)))
            {
                return "too many fields";
            }

            at = end + _pair.Length;
        }

        return found > 0 ? null : "no key-value pair";
    }
}
