using System.Buffers.Binary;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>Reads what <see cref="ValueWriter"/> wrote into a batch.</summary>
/// <param name="schema">Where names come from.</param>
/// <param name="batch">Where values go.</param>
internal sealed class ValueReader(BlockSchema schema, RecordBatch batch)
{
    private readonly int[] _keys = new int[schema.NameCount];

    /// <summary>The batch's id of a name of the block.</summary>
    public int Key(int number)
    {
        ref var key = ref _keys[number];
        if (key == 0)
        {
            key = batch.Keys.Intern(schema.Name(number)) + 1;
        }

        return key - 1;
    }

    /// <summary>Reads a value with its kind.</summary>
    public Value Read(ref BlockCursor cursor, int depth = 0)
    {
        if (depth > ValueWriter.MostDepth)
        {
            throw new CorruptBlockException("A value is nested too deep.");
        }

        var kind = (ValueKind)cursor.Byte();
        switch (kind)
        {
            case ValueKind.Empty:
                return default;
            case ValueKind.String:
                return Value.OfString(ReadText(ref cursor));
            case ValueKind.Bytes:
                return Value.OfBytes(ReadText(ref cursor));
            case ValueKind.Bool:
                return Value.OfBool(cursor.Byte() != 0);
            case ValueKind.Int:
                return Value.OfInt(cursor.Signed());
            case ValueKind.Double:
                return Value.OfDouble(BinaryPrimitives.ReadDoubleLittleEndian(cursor.Bytes(sizeof(double))));
            case ValueKind.Array:
                return ReadArray(ref cursor, depth);
            case ValueKind.Map:
                var (start, count) = ReadAttributes(ref cursor, depth + 1);
                return Value.OfMap(start, count);
            default:
                throw new CorruptBlockException("A kind is unknown.");
        }
    }

    /// <summary>Reads names and values; they are contiguous in the batch's attributes.</summary>
    public (int Start, int Count) ReadAttributes(ref BlockCursor cursor, int depth = 0)
    {
        // A name and a kind take two bytes at least.
        var count = cursor.Count(cursor.Left / 2);
        var start = batch.Attributes.Count;
        batch.Attributes.AddUninitialized(count).Clear();
        for (var i = 0; i < count; i++)
        {
            var key = Key(cursor.Count(schema.NameCount - 1));
            var value = Read(ref cursor, depth);
            batch.Attributes[start + i] = new RecordAttribute(key, value);
        }

        return (start, count);
    }

    /// <summary>Reads a length and the bytes.</summary>
    public TextRef ReadText(ref BlockCursor cursor) => batch.Append(cursor.Bytes(cursor.Count(cursor.Left)));

    private Value ReadArray(ref BlockCursor cursor, int depth)
    {
        var count = cursor.Count(cursor.Left);
        var start = batch.Elements.Count;
        batch.Elements.AddUninitialized(count).Clear();
        for (var i = 0; i < count; i++)
        {
            var element = Read(ref cursor, depth + 1);
            batch.Elements[start + i] = element;
        }

        return Value.OfArray(start, count);
    }
}
