using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Encodes a column whose strings are all lower-case hexadecimal, or all lower-case UUIDs.</summary>
internal static class HexWriter
{
    /// <summary>Appends the column; false when a string is anything else. Uses <paramref name="scratch"/>.</summary>
    public static bool TryWrite(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data, IntColumnWriter ints, GrowList<long> scratch)
    {
        if (values[0].Length == Uuids.Length)
        {
            return TryWriteUuids(arena, values, data);
        }

        scratch.Clear();
        var lengths = scratch.AddUninitialized(values.Length);
        var total = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            lengths[i] = values[i].Length;
            total += values[i].Length;
        }

        if (lengths.Contains(0) || !CharClass.AreLowerHex(arena.Slice(values[0].Offset, values[0].Length)))
        {
            return false;
        }

        // Written in the belief that the others are like the first, and taken back when they are not.
        var start = data.Count;
        data.Add((byte)TextEncoding.Hex);
        ints.Write(data, lengths);
        var isHex = TryPack(arena, values, data.AddUninitialized((int)((total + 1) >> 1)));
        if (!isHex)
        {
            data.Truncate(start);
        }

        return isHex;
    }

    private static bool TryPack(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, Span<byte> packed)
    {
        packed.Clear();
        var position = 0L;
        foreach (var value in values)
        {
            var digits = arena.Slice(value.Offset, value.Length);
            if (((position | (uint)digits.Length) & 1) == 0)
            {
                if (!Nibbles.TryParse(digits, packed[(int)(position >> 1)..]))
                {
                    return false;
                }

                position += digits.Length;
                continue;
            }

            foreach (var digit in digits)
            {
                if (!CharClass.IsLowerHex(digit))
                {
                    return false;
                }

                Nibbles.Set(packed, position++, digit);
            }
        }

        return true;
    }

    private static bool TryWriteUuids(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data)
    {
        foreach (var value in values)
        {
            if (value.Length != Uuids.Length || !Uuids.Starts(arena.Slice(value.Offset, value.Length)))
            {
                return false;
            }
        }

        data.Add((byte)TextEncoding.Uuid);
        var packed = data.AddUninitialized(values.Length * Uuids.Size);
        for (var i = 0; i < values.Length; i++)
        {
            Uuids.Parse(arena.Slice(values[i].Offset, values[i].Length), packed.Slice(i * Uuids.Size, Uuids.Size));
        }

        return true;
    }
}
