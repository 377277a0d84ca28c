using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Parses decimal digits, eight at once in one word (the shape of D. Lemire's "Quickly parsing eight digits", 2018).</summary>
internal static class DecimalDigits
{
    private const ulong Zeros = 0x3030303030303030;
    private const ulong HighBits = 0x8080808080808080;

    /// <summary>Reads 1 to 18 digits; false for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ReadOnlySpan<byte> digits, out long number)
    {
        number = 0;
        if (digits.Length is 0 or > DigitsText.MostDigits)
        {
            return false;
        }

        var head = digits.Length & 7;
        if (head > 0 && !TryParseWord(LoadHead(ref MemoryMarshal.GetReference(digits), head) << (64 - (head * 8)), out number))
        {
            return false;
        }

        for (var at = head; at < digits.Length; at += 8)
        {
            if (!TryParseWord(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(digits), at)) ^ Zeros, out var word))
            {
                return false;
            }

            number = (number * 100_000_000) + word;
        }

        return true;
    }

    // The first 1 to 7 digits, less '0', in the lowest bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LoadHead(ref byte first, int count)
    {
        ulong word;
        if (count >= 4)
        {
            word = Unsafe.ReadUnaligned<uint>(ref first) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, count - 4)) << ((count - 4) * 8));
        }
        else
        {
            word = first | ((ulong)Unsafe.Add(ref first, count >> 1) << ((count >> 1) * 8)) | ((ulong)Unsafe.Add(ref first, count - 1) << ((count - 1) * 8));
        }

        return word ^ Zeros;
    }

    // The most significant digit is in the lowest byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryParseWord(ulong digits, out long number)
    {
        var isDecimal = (((digits + 0x7676767676767676) | digits) & HighBits) == 0;
        digits = (digits * 10) + (digits >> 8);
        const ulong Pairs = 0x000000FF000000FF;
        number = (long)((((digits & Pairs) * 0x000F424000000064) + (((digits >> 16) & Pairs) * 0x0000271000000001)) >> 32);
        return isDecimal;
    }
}
