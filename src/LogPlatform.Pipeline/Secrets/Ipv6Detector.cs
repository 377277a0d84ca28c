namespace LogPlatform.Pipeline.Secrets;

/// <summary>
/// IPv6 addresses (RFC 4291, section 2.2), also with an IPv4 tail. Short forms need two groups of which one has a decimal digit, or three groups:
/// <c>::1</c> tells nothing, and <c>a::b</c> is code.
/// </summary>
internal sealed class Ipv6Detector : SecretDetector
{
    private const int MaxLength = 45;

    public override SecretKinds Kind => SecretKinds.Ipv6;

    public override string Name => "ipv6";

    public override bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        (start, end) = (0, 0);
        for (var at = from; at < text.Length;)
        {
            var colon = text[at..].IndexOf((byte)':');
            if (colon < 0)
            {
                return false;
            }

            start = at + colon;
            while (start > at && char.IsAsciiHexDigit((char)text[start - 1]))
            {
                start--;
            }

            end = at + colon;
            while (end < text.Length && (char.IsAsciiHexDigit((char)text[end]) || text[end] is (byte)':' or (byte)'.'))
            {
                end++;
            }

            at = end;
            if (IsFree(text, ref start, ref end))
            {
                return true;
            }

            // "fe80::1.eth0": what stands behind the dot is no IPv4 tail.
            var dot = text[start..end].IndexOf((byte)'.');
            end = start + Math.Max(dot, 0);
            if (dot > 0 && IsFree(text, ref start, ref end))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFree(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        Trim(text, ref start, ref end);
        return end - start <= MaxLength && !IsWord(At(text, start - 1)) && !IsWord(At(text, end)) && IsAddress(text[start..end]);
    }

    // A single colon or a dot at an end is punctuation.
    private static void Trim(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        if (end - start > 1 && text[start] == ':' && text[start + 1] != ':')
        {
            start++;
        }

        while (end > start && text[end - 1] == '.')
        {
            end--;
        }

        if (end - start > 1 && text[end - 1] == ':' && text[end - 2] != ':')
        {
            end--;
        }
    }

    private static bool IsAddress(ReadOnlySpan<byte> text)
    {
        var groups = 0;
        var isShort = false;
        var hasDigit = false;
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ':')
            {
                var isDouble = At(text, at + 1) == ':';
                if (isDouble ? isShort : groups == 0)
                {
                    return false;
                }

                isShort |= isDouble;
                at += isDouble ? 2 : 1;
                if (at == text.Length)
                {
                    return isDouble && IsLikely(groups, isShort, hasDigit);
                }
            }

            var begin = at;
            while (at < text.Length && char.IsAsciiHexDigit((char)text[at]))
            {
                hasDigit |= IsDigit(text[at++]);
            }

            if (At(text, at) == '.')
            {
                return Ipv4Detector.IsAddress(text[begin..]) && IsLikely(groups + 2, isShort, true);
            }

            if (at == begin || at - begin > 4)
            {
                return false;
            }

            groups++;
        }

        return IsLikely(groups, isShort, hasDigit);
    }

    private static bool IsLikely(int groups, bool isShort, bool hasDigit) =>
        isShort ? groups is >= 3 and <= 7 || (groups == 2 && hasDigit) : groups == 8;
}
