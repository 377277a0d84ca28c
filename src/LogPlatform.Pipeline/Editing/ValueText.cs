using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Editing;

/// <summary>Writes values as text: scalars as they are, bytes in Base64, arrays and maps in JSON.</summary>
internal static class ValueText
{
    private const int MaxDepth = 64;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 32).Select(static i => (byte)i)]);

    public static void Write(RecordBatch batch, in Value value, GrowList<byte> output)
    {
        if (value.Kind == ValueKind.String)
        {
            output.AddRange(batch.Text(value.Text));
        }
        else if (value.Kind == ValueKind.Bytes)
        {
            WriteBase64(batch.Text(value.Text), output);
        }
        else if (value.Kind != ValueKind.Empty)
        {
            WriteJson(batch, value, output, MaxDepth);
        }
    }

    private static void WriteJson(RecordBatch batch, in Value value, GrowList<byte> output, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.String:
                WriteQuoted(batch.Text(value.Text), output);
                break;
            case ValueKind.Bytes:
                output.Add((byte)'"');
                WriteBase64(batch.Text(value.Text), output);
                output.Add((byte)'"');
                break;
            case ValueKind.Bool:
                output.AddRange(value.Bool ? "true"u8 : "false"u8);
                break;
            case ValueKind.Int:
                WriteNumber(value.Int, output);
                break;
            case ValueKind.Double:
                WriteNumber(value.Double, output);
                break;
            case ValueKind.Array when depth > 0:
                output.Add((byte)'[');
                for (var i = 0; i < value.Length; i++)
                {
                    Separate(i, output);
                    WriteJson(batch, batch.Elements[value.FirstChild + i], output, depth - 1);
                }

                output.Add((byte)']');
                break;
            case ValueKind.Map when depth > 0:
                output.Add((byte)'{');
                for (var i = 0; i < value.Length; i++)
                {
                    Separate(i, output);
                    var member = batch.Attributes[value.FirstChild + i];
                    WriteQuoted(batch.Keys[member.Key], output);
                    output.Add((byte)':');
                    WriteJson(batch, member.Value, output, depth - 1);
                }

                output.Add((byte)'}');
                break;
            default:
                output.AddRange("null"u8);
                break;
        }
    }

    private static void Separate(int index, GrowList<byte> output)
    {
        if (index > 0)
        {
            output.Add((byte)',');
        }
    }

    private static void WriteNumber<T>(T number, GrowList<byte> output)
        where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[40];
        number.TryFormat(text, out var written, default, CultureInfo.InvariantCulture);
        output.AddRange(text[..written]);
    }

    private static void WriteBase64(ReadOnlySpan<byte> bytes, GrowList<byte> output) =>
        Base64.EncodeToUtf8(bytes, output.AddUninitialized(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out _);

    private static void WriteQuoted(ReadOnlySpan<byte> text, GrowList<byte> output)
    {
        output.Add((byte)'"');
        while (true)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain < 0)
            {
                break;
            }

            output.AddRange(text[..plain]);
            output.Add((byte)'\\');
            var c = text[plain];
            if (c >= 32)
            {
                output.Add(c);
            }
            else
            {
                Utf8Formatter.TryFormat(c, output.AddUninitialized(5)[1..], out _, new StandardFormat('x', 4));
                output[output.Count - 5] = (byte)'u';
            }

            text = text[(plain + 1)..];
        }

        output.AddRange(text);
        output.Add((byte)'"');
    }
}
