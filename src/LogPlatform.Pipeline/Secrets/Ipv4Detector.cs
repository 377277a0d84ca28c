namespace LogPlatform.Pipeline.Secrets;

/// <summary>IPv4 addresses in dotted decimal, not as part of a longer word or of a longer chain of numbers (a version, an object identifier).</summary>
internal sealed class Ipv4Detector : SecretDetector
{
    public override SecretKinds Kind => SecretKinds.Ipv4;

    public override string Name => "ipv4";

    public override bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        (start, end) = (0, 0);
        for (var at = from; at < text.Length;)
        {
            var dot = text[at..].IndexOf((byte)'.');
            if (dot < 0)
            {
                return false;
            }

            start = at + dot;
            while (start > at && IsDigit(text[start - 1]))
            {
                start--;
            }

            at = ChainEnd(text, start);
            end = at > 0 && text[at - 1] == '.' ? at - 1 : at;
            if (IsAddress(text[start..end]) && !IsWord(At(text, start - 1)) && At(text, start - 1) != '.' && !IsWord(At(text, end)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the whole text is four numbers up to 255.</summary>
    public static bool IsAddress(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (var octet = 0; octet < 4; octet++)
        {
            if (octet > 0 && (at >= text.Length || text[at++] != '.'))
            {
                return false;
            }

            var begin = at;
            var number = 0;
            for (; at < text.Length && at - begin < 3 && IsDigit(text[at]); at++)
            {
                number = (number * 10) + (text[at] - '0');
            }

            if (at == begin || number > 255)
            {
                return false;
            }
        }

        return at == text.Length;
    }

    // Behind all digits and dots, at least one byte on. Two dots in a row end a sentence, not an address.
    private static int ChainEnd(ReadOnlySpan<byte> text, int at)
    {
        do
        {
            at++;
        }
        while (at < text.Length && (IsDigit(text[at]) || (text[at] == '.' && text[at - 1] != '.')));

        return at;
    }
}
