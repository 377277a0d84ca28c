using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Filters.Values;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>
/// A text that every match of a condition has in it, ASCII letters in either case. It rules columns, templates and their variables out before any text is put
/// together.
/// </summary>
internal sealed class Needle
{
    // The places of the needle fit the bits of a word; of a longer one its start is looked for, which is necessary too.
    private const int Longest = 64;

    private readonly ulong[] _places = new ulong[256];
    private readonly ulong _last;
    private readonly ulong _digits;
    private readonly ulong _lowerHex;
    private readonly ulong _uuid;
    private readonly ulong _alphanumeric;

    private Needle(byte[] text)
    {
        var length = Math.Min(text.Length, Longest);
        _last = 1UL << (length - 1);
        for (var i = 0; i < length; i++)
        {
            var bit = 1UL << i;
            var b = text[i];
            _places[b] |= bit;
            _places[char.IsAsciiLetterLower((char)b) ? b - 'a' + 'A' : b] |= bit;
            _digits |= CharClass.IsDigit(b) ? bit : 0;
            _lowerHex |= CharClass.IsLowerHex(b) ? bit : 0;
            _uuid |= CharClass.IsLowerHex(b) || b == '-' ? bit : 0;
            _alphanumeric |= CharClass.IsAlphanumeric(b) || b == '-' ? bit : 0;
        }
    }

    /// <summary>The needle of a condition; null when it has none.</summary>
    public static Needle? Of(Filter filter) => filter switch
    {
        TextFilter text => From(text.Phrase),
        ContainsFilter contains => From(contains.Text),
        CompareFilter { Op: CompareOp.Equal, Value: TextValue value } => From(value.Text),
        CompareFilter { Op: CompareOp.Equal, Value: NumberValue value } => From(value.Text),
        _ => null,
    };

    /// <summary>Whether the needle can be in strings of a column.</summary>
    public bool CanBeIn(TextColumn column) => column is TemplateText || (Step(0, Alphabet(column, inTemplate: false)) & _last) != 0;

    /// <summary>Whether the needle can be in strings made from a template.</summary>
    /// <param name="template">The constant parts.</param>
    /// <param name="places">The columns of the variables.</param>
    public bool CanBeIn(ReadOnlySpan<byte> template, ReadOnlySpan<TextColumn> places)
    {
        // Bit i says that the text so far ends with the first i + 1 bytes of the needle (the shift-and algorithm, Baeza-Yates and Gonnet 1992).
        var state = 0UL;
        var place = 0;
        foreach (var b in template)
        {
            state = b == TemplateScanner.Placeholder
                ? Step(state, Alphabet(places[place++], inTemplate: true))
                : ((state << 1) | 1) & _places[b];
            if ((state & _last) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static Needle? From(string text) => text.Length == 0 ? null : new Needle(AsciiText.ToNeedle(text));

    // Every state that one or more bytes of an alphabet can lead to.
    private static ulong Step(ulong state, ulong alphabet)
    {
        var reached = 0UL;
        while (true)
        {
            var next = reached | ((((state | reached) << 1) | 1) & alphabet);
            if (next == reached)
            {
                return reached;
            }

            reached = next;
        }
    }

    // Where in the needle a byte of the column's strings can stand. A template's variables are letters, digits and hyphens by the format.
    private ulong Alphabet(TextColumn column, bool inTemplate) => column switch
    {
        DigitsText => _digits,
        HexText => _lowerHex,
        UuidText => _uuid,
        _ => inTemplate ? _alphanumeric : ulong.MaxValue,
    };
}
