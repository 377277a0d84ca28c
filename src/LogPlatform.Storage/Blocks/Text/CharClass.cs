using System.Runtime.CompilerServices;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Classes of ASCII bytes, by one table look-up.</summary>
internal static class CharClass
{
    private const byte DigitBit = 1;
    private const byte LetterBit = 2;
    private const byte LowerHexBit = 4;
    private const byte BeyondHexBit = 8;

    private static readonly byte[] Classes = Build();

    /// <summary>0-9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    /// <summary>A-Z and a-z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLetter(byte b) => (Classes[b] & LetterBit) != 0;

    /// <summary>A-Z, a-z and 0-9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAlphanumeric(byte b) => (Classes[b] & (LetterBit | DigitBit)) != 0;

    /// <summary>0-9 and a-f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLowerHex(byte b) => (Classes[b] & LowerHexBit) != 0;

    /// <summary>Whether no byte is outside 0-9, a-f.</summary>
    public static bool AreLowerHex(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (!IsLowerHex(b))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a byte is a letter that is no hexadecimal digit in either case.</summary>
    public static bool HasLetterBeyondHex(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if ((Classes[b] & BeyondHexBit) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Build()
    {
        var classes = new byte[256];
        for (var c = 0; c < 128; c++)
        {
            var hex = char.IsAsciiHexDigit((char)c);
            classes[c] |= char.IsAsciiDigit((char)c) ? DigitBit : (byte)0;
            classes[c] |= char.IsAsciiLetter((char)c) ? LetterBit : (byte)0;
            classes[c] |= hex && !char.IsAsciiLetterUpper((char)c) ? LowerHexBit : (byte)0;
            classes[c] |= char.IsAsciiLetter((char)c) && !hex ? BeyondHexBit : (byte)0;
        }

        return classes;
    }
}
