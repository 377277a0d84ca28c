using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>
/// A hash of short byte strings, the same in every process and release: it decides the order in a token filter, which is stored. Folds 128-bit
/// products as wyhash does (github.com/wangyi-fudan/wyhash, public domain).
/// </summary>
internal static class ByteHash
{
    private const ulong Seed = 0x9E3779B97F4A7C15;
    private const ulong Odd = 0xD6E8FEB86659FD93;

    /// <summary>The hash of <paramref name="bytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        if (length > 16)
        {
            return OfLong(ref first, length);
        }

        ulong low;
        ulong high;
        if (length >= 8)
        {
            low = Unsafe.ReadUnaligned<ulong>(ref first);
            high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8));
        }
        else if (length >= 4)
        {
            low = Unsafe.ReadUnaligned<uint>(ref first);
            high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4));
        }
        else if (length > 0)
        {
            low = first;
            high = ((ulong)Unsafe.Add(ref first, length >> 1) << 8) | Unsafe.Add(ref first, length - 1);
        }
        else
        {
            return Seed;
        }

        return Fold(Fold(low ^ Seed, high ^ Odd) ^ (ulong)length, Odd);
    }

    /// <summary>The high and the low half of a 128-bit product, folded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    private static ulong OfLong(ref byte first, int length)
    {
        var hash = Seed;
        var at = 0;
        for (; at + 16 < length; at += 16)
        {
            hash = Fold(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at)) ^ Odd, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at + 8)) ^ hash);
        }

        // The last 16 bytes, which may overlap what was read.
        at = length - 16;
        hash = Fold(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at)) ^ Odd, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at + 8)) ^ hash);
        return Fold(hash ^ (ulong)length, Odd);
    }
}
