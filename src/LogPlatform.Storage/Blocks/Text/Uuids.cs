namespace LogPlatform.Storage.Blocks.Text;

/// <summary>The textual form of UUIDs (RFC 9562), lower case.</summary>
internal static class Uuids
{
    /// <summary>Characters of a UUID.</summary>
    public const int Length = 36;

    /// <summary>Bytes of a UUID.</summary>
    public const int Size = 16;

    /// <summary>Whether <paramref name="text"/> starts with a lower-case UUID.</summary>
    public static bool Starts(ReadOnlySpan<byte> text)
    {
        if (text.Length < Length || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        {
            return false;
        }

        return CharClass.AreLowerHex(text[..8])
            && CharClass.AreLowerHex(text[9..13])
            && CharClass.AreLowerHex(text[14..18])
            && CharClass.AreLowerHex(text[19..23])
            && CharClass.AreLowerHex(text[24..Length]);
    }

    /// <summary>Writes the 16 bytes of a UUID.</summary>
    public static void Parse(ReadOnlySpan<byte> text, Span<byte> target)
    {
        Nibbles.TryParse(text[..8], target);
        Nibbles.TryParse(text[9..13], target[4..]);
        Nibbles.TryParse(text[14..18], target[6..]);
        Nibbles.TryParse(text[19..23], target[8..]);
        Nibbles.TryParse(text[24..Length], target[10..]);
    }

    /// <summary>Writes the 36 characters of a UUID.</summary>
    public static void Format(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        Nibbles.Format(bytes[..4], 0, target[..8]);
        Nibbles.Format(bytes[4..6], 0, target[9..13]);
        Nibbles.Format(bytes[6..8], 0, target[14..18]);
        Nibbles.Format(bytes[8..10], 0, target[19..23]);
        Nibbles.Format(bytes[10..16], 0, target[24..Length]);
        target[8] = target[13] = target[18] = target[23] = (byte)'-';
    }
}
