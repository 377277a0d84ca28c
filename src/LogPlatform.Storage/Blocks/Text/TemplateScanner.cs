using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>
/// Splits text into a template (its constant parts with a placeholder byte for each variable) and its variables. A variable is a run of letters and
/// digits with a digit in it; of a run like <c>user42</c> or <c>15ms</c> only the digits, unless the letters could be hexadecimal.
/// </summary>
internal static class TemplateScanner
{
    /// <summary>Stands for a variable in a template. Text that has this byte is not split.</summary>
    public const byte Placeholder = 1;

    /// <summary>Variables of one text; what follows is constant. Bounds the columns that one long text can ask for.</summary>
    public const int MostVariables = 64;

    /// <summary>Appends the template of <paramref name="text"/> to <paramref name="template"/>, and its variables, which start at <paramref name="origin"/> in their arena.</summary>
    public static void Split(ReadOnlySpan<byte> text, int origin, GrowList<byte> template, GrowList<TextRef> variables)
    {
        var copied = 0;
        var from = 0;
        for (var count = 0; count < MostVariables; count++)
        {
            var digit = text[from..].IndexOfAnyInRange((byte)'0', (byte)'9');
            if (digit < 0)
            {
                break;
            }

            var (start, end, next) = Variable(text, from, from + digit);
            var constant = text[copied..start];
            var target = template.AddUninitialized(constant.Length + 1);
            constant.CopyTo(target);
            target[^1] = Placeholder;
            variables.Add(new TextRef(origin + start, end - start));
            copied = end;
            from = next;
        }

        template.AddRange(text[copied..]);
    }

    // The variable around the digit at `digit`, the first one from `from` on, and where to look for the next.
    private static (int Start, int End, int Next) Variable(ReadOnlySpan<byte> text, int from, int digit)
    {
        var start = digit;
        while (start > from && CharClass.IsLetter(text[start - 1]))
        {
            start--;
        }

        var digitsEnd = digit + 1;
        while (digitsEnd < text.Length && CharClass.IsDigit(text[digitsEnd]))
        {
            digitsEnd++;
        }

        var end = digitsEnd;
        var runs = 1;
        while (end < text.Length && CharClass.IsAlphanumeric(text[end]))
        {
            runs |= CharClass.IsDigit(text[end]) ? 2 : 0;
            end++;
        }

        if (end - start == 8 && Uuids.Starts(text[start..]))
        {
            return (start, start + Uuids.Length, start + Uuids.Length);
        }

        if (runs == 1 && IsAffix(text[start..digit]) && IsAffix(text[digitsEnd..end]))
        {
            return (digit, digitsEnd, end);
        }

        return (start, end, end);
    }

    private static bool IsAffix(ReadOnlySpan<byte> letters) => letters.IsEmpty || CharClass.HasLetterBeyondHex(letters);
}
