using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>
/// Logfmt: <c>key=value key="quoted value" flag</c>. Values stay text; a key without a value is <c>true</c>. A text without any <c>=</c> is not logfmt.
/// </summary>
internal sealed class LogfmtFieldParser : FieldParser
{
    private readonly PairScanner _scanner = new();

    public override string? Parse(TextRef text, FieldSink sink)
    {
        var span = sink.Batch.Text(text);
        if (!span.Contains((byte)'='))
        {
            return "not logfmt: no key=value";
        }

        for (var at = 0; at < span.Length;)
        {
            if (span[at] <= ' ')
            {
                at++;
                continue;
            }

            var start = at;
            while (at < span.Length && span[at] > ' ' && span[at] is not ((byte)'=' or (byte)'"'))
            {
                at++;
            }

            var key = span[start..at];
            if (key.IsEmpty || (at < span.Length && span[at] == '"'))
            {
                return "not logfmt: expected a key";
            }

            var value = Value.OfBool(true);
            if (at < span.Length && span[at] == '=')
            {
                at++;
                if (!TryValue(span, text, sink.Batch, ref at, out var range))
                {
                    return "not logfmt: a quoted value does not end";
                }

                value = Value.OfString(range);
            }

            if (!sink.Add(key, value))
            {
                return "too many fields";
            }
        }

        return null;
    }

    private bool TryValue(ReadOnlySpan<byte> span, TextRef text, RecordBatch batch, ref int at, out TextRef value)
    {
        if (at < span.Length && span[at] == '"')
        {
            return _scanner.TryQuoted(batch, text, span, ref at, out value);
        }

        var start = at;
        while (at < span.Length && span[at] > ' ')
        {
            at++;
        }

        value = new TextRef(text.Offset + start, at - start);
        return true;
    }
}
