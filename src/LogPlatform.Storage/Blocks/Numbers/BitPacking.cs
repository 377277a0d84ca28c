using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogPlatform.Storage.Blocks.Numbers;

/// <summary>Integers of a fixed width in bits, one behind the other from the lowest bit of the first byte.</summary>
internal static class BitPacking
{
    // A value of more bits could straddle nine bytes; such widths are rounded up to 64.
    private const int WidestStraddling = 57;

    /// <summary>Bits for numbers from 0 to <paramref name="range"/>: 0 to 57, or 64.</summary>
    public static int Width(ulong range)
    {
        var width = 64 - BitOperations.LeadingZeroCount(range);
        return width > WidestStraddling ? 64 : width;
    }

    /// <summary>Whether <see cref="Width"/> can return <paramref name="width"/>.</summary>
    public static bool IsWidth(int width) => width is (>= 0 and <= WidestStraddling) or 64;

    /// <summary>Bytes that <paramref name="count"/> numbers take.</summary>
    public static long Bytes(int count, int width) => (((long)count * width) + 7) >> 3;

    /// <summary>Packs <paramref name="values"/> less <paramref name="origin"/>; <paramref name="target"/> has exactly <see cref="Bytes"/>.</summary>
    public static void Pack(ReadOnlySpan<long> values, long origin, int width, Span<byte> target)
    {
        var word = 0UL;
        var used = 0;
        var at = 0;
        foreach (var value in values)
        {
            var offset = (ulong)(value - origin);
            word |= offset << used;
            used += width;
            if (used >= 64)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(target[at..], word);
                at += 8;
                used -= 64;
                word = used == 0 ? 0 : offset >> (width - used);
            }
        }

        for (; used > 0; used -= 8)
        {
            target[at++] = (byte)word;
            word >>= 8;
        }
    }

    /// <summary>Unpacks numbers and adds <paramref name="origin"/>. <paramref name="source"/> may go on behind them, which is faster.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, int width, long origin, Span<long> values)
    {
        if (width == 0)
        {
            values.Fill(origin);
            return;
        }

        if (width == 64)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = BinaryPrimitives.ReadInt64LittleEndian(source[(i * 8)..]) + origin;
            }

            return;
        }

        var mask = (1UL << width) - 1;
        ref var first = ref MemoryMarshal.GetReference(source);
        var whole = (int)Math.Clamp((((source.Length - 8L) * 8) / width) + 1, 0, values.Length);
        if (source.Length < 8)
        {
            whole = 0;
        }

        var bit = 0;
        for (var i = 0; i < whole; i++)
        {
            // bit / 8 + 8 <= source.Length for every i below whole.
            var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, bit >> 3));
            values[i] = (long)((word >> (bit & 7)) & mask) + origin;
            bit += width;
        }

        for (var i = whole; i < values.Length; i++)
        {
            values[i] = (long)((Tail(source, bit >> 3) >> (bit & 7)) & mask) + origin;
            bit += width;
        }
    }

    private static ulong Tail(ReadOnlySpan<byte> source, int at)
    {
        Span<byte> word = stackalloc byte[8];
        word.Clear();
        source.Slice(at, Math.Min(8, source.Length - at)).CopyTo(word);
        return BinaryPrimitives.ReadUInt64LittleEndian(word);
    }
}
