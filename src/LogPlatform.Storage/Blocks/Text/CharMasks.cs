using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Classes of up to 64 bytes of text at once, a bit each; bits behind the end of the text are zero.</summary>
internal readonly ref struct CharMasks
{
    /// <summary>Bytes looked at.</summary>
    public const int Width = 64;

    /// <summary>0-9.</summary>
    public readonly ulong Digits;

    /// <summary>A-Z and a-z.</summary>
    public readonly ulong Letters;

    /// <summary>Letters that are no hexadecimal digits in either case.</summary>
    public readonly ulong BeyondHex;

    /// <summary>Looks at <paramref name="length"/> bytes of text, or at the first 64 of them, at the start of <paramref name="arena"/>, which may go on behind.</summary>
    [SkipLocalsInit]
    public CharMasks(ReadOnlySpan<byte> arena, int length)
    {
        if (arena.Length >= Width)
        {
            Classify(ref MemoryMarshal.GetReference(arena), out Digits, out Letters, out BeyondHex);
        }
        else
        {
            Span<byte> padded = stackalloc byte[Width];
            arena.CopyTo(padded);
            Classify(ref MemoryMarshal.GetReference(padded), out Digits, out Letters, out BeyondHex);
        }

        if (length < Width)
        {
            var inText = (1UL << length) - 1;
            Digits &= inText;
            Letters &= inText;
            BeyondHex &= inText;
        }
    }

    /// <summary>Bits from <paramref name="from"/> (0 to 63) to below <paramref name="to"/> (0 to 64).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Between(int from, int to) => (to == Width ? ulong.MaxValue : (1UL << to) - 1) & (ulong.MaxValue << from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Classify(ref byte first, out ulong digits, out ulong letters, out ulong beyondHex)
    {
        Classify(Vector256.LoadUnsafe(ref first), out var digitsLow, out var lettersLow, out var beyondLow);
        Classify(Vector256.LoadUnsafe(ref first, 32), out var digitsHigh, out var lettersHigh, out var beyondHigh);
        digits = digitsLow | ((ulong)digitsHigh << 32);
        letters = lettersLow | ((ulong)lettersHigh << 32);
        beyondHex = beyondLow | ((ulong)beyondHigh << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Classify(Vector256<byte> text, out uint digits, out uint letters, out uint beyondHex)
    {
        var letter = (text | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a');
        digits = Vector256.LessThan(text - Vector256.Create((byte)'0'), Vector256.Create((byte)10)).ExtractMostSignificantBits();
        letters = Vector256.LessThan(letter, Vector256.Create((byte)26)).ExtractMostSignificantBits();
        beyondHex = letters & ~Vector256.LessThan(letter, Vector256.Create((byte)6)).ExtractMostSignificantBits();
    }
}
