namespace LogPlatform.Pipeline.Secrets;

/// <summary>
/// Payment card numbers: 13 to 19 digits with a valid Luhn check digit (ISO/IEC 7812-1), in one piece or in groups behind a first group of four,
/// separated by single spaces or hyphens. Numbers that begin with 0, 1 or 7 are no payment cards but, mostly, times; parts of decimal fractions and
/// of longer words are not numbers on their own.
/// </summary>
internal sealed class CardDetector : SecretDetector
{
    private const int Least = 13;
    private const int Most = 19;

    public override SecretKinds Kind => SecretKinds.Card;

    public override string Name => "card";

    public override bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        (start, end) = (0, 0);
        for (var at = from; at < text.Length;)
        {
            var digit = text[at..].IndexOfAnyInRange((byte)'0', (byte)'9');
            if (digit < 0)
            {
                return false;
            }

            start = at + digit;
            at = GroupEnd(text, start);
            end = at - start >= Least ? Whole(text, start, at) : at - start == 4 ? Grouped(text, start, at) : 0;
            if (end > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an integer, written out, is a card number.</summary>
    public static bool IsCard(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        return number >= 2_000_000_000_000
            && System.Buffers.Text.Utf8Formatter.TryFormat(number, digits, out var written)
            && IsIssuer(digits[0])
            && PassesLuhn(digits[..written]);
    }

    private static int Whole(ReadOnlySpan<byte> text, int start, int end) =>
        end - start <= Most && IsFree(text, start, end) && IsIssuer(text[start]) && PassesLuhn(text[start..end]) ? end : 0;

    // The longest run of groups that is a card number.
    private static int Grouped(ReadOnlySpan<byte> text, int start, int end)
    {
        var separator = At(text, end);
        if (separator is not ((byte)' ' or (byte)'-') || !IsIssuer(text[start]))
        {
            return 0;
        }

        var found = 0;
        for (var digits = end - start; At(text, end) == separator;)
        {
            var next = GroupEnd(text, end + 1);
            var size = next - end - 1;
            digits += size;
            if (size is < 3 or > 7 || digits > Most)
            {
                break;
            }

            end = next;
            if (digits >= Least && IsFree(text, start, end) && PassesLuhn(text[start..end]))
            {
                found = end;
            }
        }

        return found;
    }

    private static int GroupEnd(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && IsDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsIssuer(byte first) => first is (>= (byte)'2' and <= (byte)'6') or (byte)'8' or (byte)'9';

    private static bool IsFree(ReadOnlySpan<byte> text, int start, int end) =>
        !IsWord(At(text, start - 1)) && !IsWord(At(text, end))
        && !(At(text, start - 1) == '.' && IsDigit(At(text, start - 2)))
        && !(At(text, end) == '.' && IsDigit(At(text, end + 1)));

    private static bool PassesLuhn(ReadOnlySpan<byte> text)
    {
        var sum = 0;
        var isDoubled = false;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!IsDigit(text[i]))
            {
                continue;
            }

            var digit = text[i] - '0';
            sum += isDoubled ? (digit * 2) - (digit > 4 ? 9 : 0) : digit;
            isDoubled = !isDoubled;
        }

        return sum % 10 == 0;
    }
}
