using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>Search in UTF-8 text that takes ASCII letters in either case for the same and compares all other bytes as they are.</summary>
public static class AsciiText
{
    private const byte CaseBit = 0x20;

    /// <summary>Where <paramref name="needle"/> first stands in <paramref name="text"/>, or -1. An empty needle is found at 0.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="needle">UTF-8 text whose ASCII letters are lower-case.</param>
    public static int IndexOfIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> needle)
    {
        var last = text.Length - needle.Length;
        if (last < 0 || needle.IsEmpty)
        {
            return needle.IsEmpty ? 0 : -1;
        }

        var at = 0;
        if (Vector256.IsHardwareAccelerated && last >= Vector256<byte>.Count)
        {
            var found = IndexOfVector(text, needle, last, ref at);
            if (found >= 0)
            {
                return found;
            }
        }

        var first = needle[0];
        var fold = Fold(first);
        for (; at <= last; at++)
        {
            if ((text[at] | fold) == first && EqualsIgnoreCase(text.Slice(at, needle.Length), needle))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Lower-cases the ASCII letters of a needle and encodes it.</summary>
    public static byte[] ToNeedle(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] |= char.IsAsciiLetterUpper((char)bytes[i]) ? CaseBit : (byte)0;
        }

        return bytes;
    }

    // Compares the first and the last byte of the needle at 32 places at once; places where both fit are looked at closely.
    private static int IndexOfVector(ReadOnlySpan<byte> text, ReadOnlySpan<byte> needle, int last, ref int at)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var first = Vector256.Create(needle[0]);
        var firstFold = Vector256.Create(Fold(needle[0]));
        var final = Vector256.Create(needle[^1]);
        var finalFold = Vector256.Create(Fold(needle[^1]));
        for (; at <= last - Vector256<byte>.Count + 1; at += Vector256<byte>.Count)
        {
            var heads = Vector256.LoadUnsafe(ref start, (nuint)at) | firstFold;
            var tails = Vector256.LoadUnsafe(ref start, (nuint)(at + needle.Length - 1)) | finalFold;
            var places = (Vector256.Equals(heads, first) & Vector256.Equals(tails, final)).ExtractMostSignificantBits();
            for (; places != 0; places &= places - 1)
            {
                var place = at + BitOperations.TrailingZeroCount(places);
                if (EqualsIgnoreCase(text.Slice(place, needle.Length), needle))
                {
                    return place;
                }
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Fold(byte needle) => char.IsAsciiLetter((char)needle) ? CaseBit : (byte)0;

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> needle)
    {
        for (var i = 0; i < needle.Length; i++)
        {
            if ((text[i] | Fold(needle[i])) != needle[i])
            {
                return false;
            }
        }

        return true;
    }
}
