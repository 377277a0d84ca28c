using System.Runtime.CompilerServices;

namespace LogPlatform.Protocols.Otlp;

/// <summary>
/// Recognises a <c>KeyValue</c> in the form that every encoder writes (a key, then a value with one case, lengths of one byte), so that the common attribute costs
/// a few comparisons. Whatever looks different is not wrong, only read field by field.
/// </summary>
internal static class PairShape
{
    /// <summary>Where the key starts in a recognised pair; its length is the byte before.</summary>
    public const int KeyStart = 2;

    /// <summary>Position of the <c>AnyValue</c>, which has at least two bytes and fills the rest of <paramref name="pair"/>; or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FindValue(ReadOnlySpan<byte> pair)
    {
        if (pair.Length < 6 || pair[0] != OtlpTags.PairKey)
        {
            return -1;
        }

        var value = KeyStart + pair[1];
        var length = pair.Length - value - 2;
        return pair[1] < 0x80 && length is >= 2 and < 0x80 && pair[value] == OtlpTags.PairValue && pair[value + 1] == length ? value + 2 : -1;
    }

    /// <summary>Reads a varint that fills <paramref name="bytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsVarint(ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        if (bytes.Length > 9)
        {
            return false;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                return i == bytes.Length - 1;
            }
        }

        return false;
    }
}
