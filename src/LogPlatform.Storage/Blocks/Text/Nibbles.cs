using System.Runtime.Intrinsics;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Lower-case hexadecimal digits as half bytes, the first in the upper half.</summary>
internal static class Nibbles
{
    /// <summary>Packs an even number of digits; false when one of them is not a lower-case hexadecimal digit.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, Span<byte> target)
    {
        var at = 0;
        for (; at + 16 <= digits.Length; at += 16)
        {
            if (!TryParse16(Vector128.Create(digits.Slice(at, 16)), target.Slice(at >> 1, 8)))
            {
                return false;
            }
        }

        for (; at < digits.Length; at += 2)
        {
            if (!CharClass.IsLowerHex(digits[at]) || !CharClass.IsLowerHex(digits[at + 1]))
            {
                return false;
            }

            target[at >> 1] = (byte)((Value(digits[at]) << 4) | Value(digits[at + 1]));
        }

        return true;
    }

    /// <summary>Sets the half byte at <paramref name="position"/> in zeroed <paramref name="target"/>.</summary>
    public static void Set(Span<byte> target, long position, byte digit) =>
        target[(int)(position >> 1)] |= (byte)(Value(digit) << ((position & 1) == 0 ? 4 : 0));

    /// <summary>Writes the digits of <paramref name="target"/>'s length, the first at half byte <paramref name="position"/>.</summary>
    public static void Format(ReadOnlySpan<byte> source, long position, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var pair = source[(int)((position + i) >> 1)];
            target[i] = "0123456789abcdef"u8[((position + i) & 1) == 0 ? pair >> 4 : pair & 15];
        }
    }

    private static int Value(byte digit) => digit <= '9' ? digit - '0' : digit - 'a' + 10;

    private static bool TryParse16(Vector128<byte> digits, Span<byte> target)
    {
        var number = digits - Vector128.Create((byte)'0');
        var letter = digits - Vector128.Create((byte)'a');
        var isNumber = Vector128.LessThan(number, Vector128.Create((byte)10));
        var isLetter = Vector128.LessThan(letter, Vector128.Create((byte)6));
        var values = Vector128.ConditionalSelect(isNumber, number, letter + Vector128.Create((byte)10)).AsUInt16();

        // Two half bytes stand in a 16-bit lane, the first in its lower byte.
        var pairs = (values << 4) | (values >> 8);
        Vector128.Narrow(pairs & Vector128.Create((ushort)0xFF), Vector128<ushort>.Zero).GetLower().CopyTo(target);
        return (isNumber | isLetter) == Vector128<byte>.AllBitsSet;
    }
}
