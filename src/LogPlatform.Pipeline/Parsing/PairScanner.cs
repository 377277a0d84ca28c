using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>What the parsers of pairs share: texts in double quotes with backslash escapes.</summary>
internal sealed class PairScanner
{
    private readonly GrowList<byte> _unescaped = new();

    /// <summary>Reads a quoted text whose opening quote is at <paramref name="at"/>, and moves behind the closing one. False when it does not end.</summary>
    public bool TryQuoted(RecordBatch batch, TextRef source, ReadOnlySpan<byte> text, ref int at, out TextRef value)
    {
        var start = ++at;
        value = default;
        var end = text[at..].IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
        {
            return false;
        }

        at += end;
        if (text[at] == '"')
        {
            value = new TextRef(source.Offset + start, end);
            at++;
            return true;
        }

        _unescaped.Clear();
        _unescaped.AddRange(text[start..at]);
        for (; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
                _unescaped.Add(text[at] switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    var other => other,
                });
            }
            else
            {
                _unescaped.Add(text[at]);
            }
        }

        value = batch.Append(_unescaped.AsSpan());
        return at++ < text.Length;
    }
}
