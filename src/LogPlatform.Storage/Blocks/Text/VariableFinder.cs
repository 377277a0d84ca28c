using System.Numerics;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>
/// Finds the variables of a text. A variable is a run of letters and digits with a digit in it; of a run like <c>user42</c> or <c>15ms</c> only the digits,
/// unless the letters could be hexadecimal. A lower-case UUID is one variable. Looks at 64 bytes at once; a run that goes on behind them is looked at again
/// from its start.
/// </summary>
internal ref struct VariableFinder
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadOnlySpan<byte> _arena;
    private CharMasks _masks;
    private int _origin;
    private int _from;

    /// <summary>Looks at a text of an arena from its start.</summary>
    public VariableFinder(ReadOnlySpan<byte> arena, TextRef text)
    {
        _arena = arena[text.Offset..];
        _text = _arena[..text.Length];
        _masks = new CharMasks(_arena, text.Length);
    }

    /// <summary>The next variable, from <paramref name="start"/> to below <paramref name="end"/>; false when there is none.</summary>
    public bool Next(out int start, out int end)
    {
        while (_from < CharMasks.Width || Move(_from))
        {
            var digits = _masks.Digits & (ulong.MaxValue << _from);
            if (digits == 0)
            {
                // Letters at the end may be followed by a digit.
                var letters = Math.Min(BitOperations.LeadingZeroCount(~_masks.Letters), CharMasks.Width - _from);
                if (letters == CharMasks.Width)
                {
                    return NextLong(out start, out end);
                }

                if (!Move(CharMasks.Width - letters))
                {
                    break;
                }

                continue;
            }

            var digit = BitOperations.TrailingZeroCount(digits);
            var first = CharMasks.Width - BitOperations.LeadingZeroCount(~_masks.Letters & CharMasks.Between(_from, digit));
            first = Math.Max(first, _from);
            var last = BitOperations.TrailingZeroCount(~(_masks.Letters | _masks.Digits) & (ulong.MaxValue << digit));
            if (last == CharMasks.Width && _origin + CharMasks.Width < _text.Length)
            {
                if (first == 0)
                {
                    return NextLong(out start, out end);
                }

                Move(first);
                continue;
            }

            Choose(digit, first, last, out start, out end);
            return true;
        }

        start = end = 0;
        return false;
    }

    private static bool IsAffix(ulong letters, ulong beyondHex) => letters == 0 || (letters & beyondHex) != 0;

    private void Choose(int digit, int first, int last, out int start, out int end)
    {
        if (last - first == 8 && Uuids.Starts(_text[(_origin + first)..]))
        {
            _from = first + Uuids.Length;
            start = _origin + first;
            end = start + Uuids.Length;
            return;
        }

        _from = last;
        var digitsEnd = BitOperations.TrailingZeroCount(~_masks.Digits & (ulong.MaxValue << digit));
        var isOneRun = digitsEnd == last || (_masks.Digits & CharMasks.Between(digitsEnd, last)) == 0;
        var suffix = digitsEnd == last ? 0 : CharMasks.Between(digitsEnd, last);
        var isNumber = isOneRun && IsAffix(CharMasks.Between(first, digit), _masks.BeyondHex) && IsAffix(suffix, _masks.BeyondHex);
        start = _origin + (isNumber ? digit : first);
        end = _origin + (isNumber ? digitsEnd : last);
    }

    private bool Move(int by)
    {
        _origin += by;
        _from = 0;
        if (_origin >= _text.Length)
        {
            _origin = _text.Length;
            _masks = default;
            return false;
        }

        _masks = new CharMasks(_arena[_origin..], _text.Length - _origin);
        return true;
    }

    // A run of 64 or more letters and digits, byte by byte.
    private bool NextLong(out int start, out int end)
    {
        start = end = 0;
        var rest = _text[_origin..];
        var digit = rest.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (digit < 0)
        {
            Move(rest.Length);
            return false;
        }

        var first = digit;
        while (first > 0 && CharClass.IsLetter(rest[first - 1]))
        {
            first--;
        }

        var last = digit;
        var digits = 0;
        while (last < rest.Length && CharClass.IsAlphanumeric(rest[last]))
        {
            digits += CharClass.IsDigit(rest[last]) ? 1 : 0;
            last++;
        }

        var digitsEnd = digit;
        while (digitsEnd < last && CharClass.IsDigit(rest[digitsEnd]))
        {
            digitsEnd++;
        }

        if (last - first == 8 && Uuids.Starts(rest[first..]))
        {
            last = first + Uuids.Length;
            (start, end) = (_origin + first, _origin + last);
        }
        else
        {
            var isNumber = digits == digitsEnd - digit && IsAffix(rest[first..digit]) && IsAffix(rest[digitsEnd..last]);
            (start, end) = isNumber ? (_origin + digit, _origin + digitsEnd) : (_origin + first, _origin + last);
        }

        Move(last);
        return true;
    }

    private static bool IsAffix(ReadOnlySpan<byte> letters) => letters.IsEmpty || CharClass.HasLetterBeyondHex(letters);
}
