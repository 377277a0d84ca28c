using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Encodes a column whose strings are all decimal digits.</summary>
internal sealed class DigitsWriter(IntColumnWriter ints)
{
    private readonly GrowList<long> _numbers = new();
    private readonly GrowList<long> _lengths = new();

    /// <summary>Appends the column; false when a string is anything else than 1 to 18 digits.</summary>
    public bool TryWrite(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data)
    {
        _numbers.Clear();
        var numbers = _numbers.AddUninitialized(values.Length);
        var natural = true;
        var even = true;
        for (var i = 0; i < values.Length; i++)
        {
            var digits = arena.Slice(values[i].Offset, values[i].Length);
            if (!DecimalDigits.TryParse(digits, out numbers[i]))
            {
                return false;
            }

            natural &= digits[0] != '0' || digits.Length == 1;
            even &= digits.Length == values[0].Length;
        }

        if (natural)
        {
            data.Add((byte)TextEncoding.Digits);
        }
        else if (even)
        {
            data.Add((byte)TextEncoding.FixedDigits);
            data.Add((byte)values[0].Length);
        }
        else
        {
            data.Add((byte)TextEncoding.PaddedDigits);
            WriteLengths(values, data);
        }

        ints.Write(data, numbers);
        return true;
    }

    private void WriteLengths(ReadOnlySpan<TextRef> values, GrowList<byte> data)
    {
        _lengths.Clear();
        var lengths = _lengths.AddUninitialized(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            lengths[i] = values[i].Length;
        }

        ints.Write(data, lengths);
    }
}
