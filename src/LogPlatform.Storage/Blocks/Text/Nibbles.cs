namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Lower-case hexadecimal digits as half bytes, the first in the upper half.</summary>
internal static class Nibbles
{
    /// <summary>Packs an even number of digits.</summary>
    public static void Parse(ReadOnlySpan<byte> digits, Span<byte> target)
    {
        for (var i = 0; i + 1 < digits.Length; i += 2)
        {
            target[i >> 1] = (byte)((Value(digits[i]) << 4) | Value(digits[i + 1]));
        }
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
}
