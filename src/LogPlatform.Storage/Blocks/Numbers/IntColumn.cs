using System.Buffers;
using LogPlatform.Storage.Blocks.Layout;

namespace LogPlatform.Storage.Blocks.Numbers;

/// <summary>Decodes columns of integers.</summary>
internal static class IntColumn
{
    /// <summary>Values that share a width and an origin.</summary>
    public const int GroupSize = 256;

    /// <summary>Reads a column of <paramref name="count"/> values.</summary>
    public static long[] Read(ref BlockCursor cursor, int count)
    {
        var values = new long[count];
        Read(ref cursor, values.AsSpan());
        return values;
    }

    /// <summary>Reads a column of <paramref name="count"/> indexes, all from 0 to below <paramref name="limit"/>.</summary>
    public static int[] ReadIndexes(ref BlockCursor cursor, int count, int limit)
    {
        var rented = ArrayPool<long>.Shared.Rent(count);
        var values = rented.AsSpan(0, count);
        Read(ref cursor, values);
        var indexes = new int[count];
        for (var i = 0; i < indexes.Length; i++)
        {
            if ((ulong)values[i] >= (ulong)limit)
            {
                throw new CorruptBlockException("An index is out of range.");
            }

            indexes[i] = (int)values[i];
        }

        ArrayPool<long>.Shared.Return(rented);
        return indexes;
    }

    /// <summary>Reads lengths and returns where each item starts in <paramref name="total"/> bytes or fewer; one more entry says where the last ends.</summary>
    public static int[] ReadOffsets(ref BlockCursor cursor, int count, long start, int total)
    {
        var rented = ArrayPool<long>.Shared.Rent(count);
        var lengths = rented.AsSpan(0, count);
        Read(ref cursor, lengths);
        var offsets = new int[count + 1];
        var at = start;
        for (var i = 0; i < lengths.Length; i++)
        {
            offsets[i] = (int)at;
            at += lengths[i];
            if ((ulong)lengths[i] > (ulong)total || at > total)
            {
                throw new CorruptBlockException("A length is out of range.");
            }
        }

        offsets[count] = (int)at;
        ArrayPool<long>.Shared.Return(rented);
        return offsets;
    }

    private static void Read(ref BlockCursor cursor, Span<long> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var encoding = (IntEncoding)cursor.Byte();
        if (encoding != IntEncoding.Scaled)
        {
            ReadUnscaled(ref cursor, encoding, values);
            return;
        }

        var scale = cursor.Byte() switch
        {
            1 => 1_000L,
            2 => 1_000_000L,
            3 => 1_000_000_000L,
            _ => throw new CorruptBlockException("A scale is unknown."),
        };
        ReadUnscaled(ref cursor, (IntEncoding)cursor.Byte(), values);
        foreach (ref var value in values)
        {
            value *= scale;
        }
    }

    private static void ReadUnscaled(ref BlockCursor cursor, IntEncoding encoding, Span<long> values)
    {
        switch (encoding)
        {
            case IntEncoding.Constant:
                values.Fill(cursor.Signed());
                break;
            case IntEncoding.Packed:
                ReadGroups(ref cursor, values);
                break;
            case IntEncoding.Delta:
                values[0] = cursor.Signed();
                ReadGroups(ref cursor, values[1..]);
                for (var i = 1; i < values.Length; i++)
                {
                    values[i] += values[i - 1];
                }

                break;
            case IntEncoding.Dictionary:
                ReadDictionary(ref cursor, values);
                break;
            default:
                throw new CorruptBlockException("An integer encoding is unknown.");
        }
    }

    private static void ReadDictionary(ref BlockCursor cursor, Span<long> values)
    {
        Span<long> entries = new long[cursor.Count(values.Length)];
        ReadGroups(ref cursor, entries);
        ReadGroups(ref cursor, values);
        foreach (ref var value in values)
        {
            if ((ulong)value >= (ulong)entries.Length)
            {
                throw new CorruptBlockException("An index is out of range.");
            }

            value = entries[(int)value];
        }
    }

    private static void ReadGroups(ref BlockCursor cursor, Span<long> values)
    {
        while (!values.IsEmpty)
        {
            var count = Math.Min(GroupSize, values.Length);
            var width = (int)cursor.Byte();
            if (!BitPacking.IsWidth(width))
            {
                throw new CorruptBlockException("A width is unknown.");
            }

            var origin = cursor.Signed();
            var rest = cursor.Rest;
            cursor.Bytes(BitPacking.Bytes(count, width));
            BitPacking.Unpack(rest, width, origin, values[..count]);
            values = values[count..];
        }
    }
}
