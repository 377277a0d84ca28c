using System.Buffers.Binary;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>Writes values one by one: kind, then content. For resources and scopes, which are few, and for arrays and maps.</summary>
internal sealed class ValueWriter(KeyMap keys)
{
    /// <summary>Values nested deeper than this are stored as empty; decoders and rules stop far earlier.</summary>
    public const int MostDepth = 128;

    /// <summary>Appends a value with its kind.</summary>
    public void Write(RecordBatch batch, Value value, GrowList<byte> sink, int depth = 0)
    {
        var kind = depth < MostDepth ? value.Kind : ValueKind.Empty;
        sink.Add((byte)kind);
        switch (kind)
        {
            case ValueKind.String or ValueKind.Bytes:
                WriteText(batch, value.Text, sink);
                break;
            case ValueKind.Bool:
                sink.Add(value.Bool ? (byte)1 : (byte)0);
                break;
            case ValueKind.Int:
                VarInt.WriteSigned(sink, value.Int);
                break;
            case ValueKind.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(sink.AddUninitialized(sizeof(double)), value.Double);
                break;
            case ValueKind.Array:
                VarInt.Write(sink, value.Length);
                for (var i = 0; i < value.Length; i++)
                {
                    Write(batch, batch.Elements[value.FirstChild + i], sink, depth + 1);
                }

                break;
            case ValueKind.Map:
                WriteAttributes(batch, value.FirstChild, value.Length, sink, depth + 1);
                break;
            default:
                break;
        }
    }

    /// <summary>Appends the number of attributes, then names and values.</summary>
    public void WriteAttributes(RecordBatch batch, int start, int count, GrowList<byte> sink, int depth = 0)
    {
        VarInt.Write(sink, count);
        for (var i = 0; i < count; i++)
        {
            var attribute = batch.Attributes[start + i];
            VarInt.Write(sink, keys.Number(attribute.Key));
            Write(batch, attribute.Value, sink, depth);
        }
    }

    /// <summary>Appends a length and the bytes.</summary>
    public static void WriteText(RecordBatch batch, TextRef text, GrowList<byte> sink)
    {
        VarInt.Write(sink, text.Length);
        sink.AddRange(batch.Text(text));
    }
}
