using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Encodes a column whose strings repeat.</summary>
internal sealed class DictionaryWriter(IntColumnWriter ints)
{
    // A column that has no repetition, or few, this early stays so: stop paying for it.
    private const int FirstProbe = 64;
    private const int SecondProbe = 256;

    private readonly TextInterner _interner = new();
    private readonly GrowList<long> _codes = new();
    private readonly GrowList<long> _lengths = new();

    /// <summary>The distinct strings of the last column.</summary>
    public ReadOnlySpan<TextRef> Distinct => _interner.Entries;

    /// <summary>Appends the column; false when more than half of the strings are distinct.</summary>
    public bool TryWrite(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data, GrowList<byte> text)
    {
        _interner.Clear();
        _codes.Clear();
        var codes = _codes.AddUninitialized(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var code = _interner.Intern(arena, values[i]);
            if (IsHopeless(i + 1))
            {
                return false;
            }

            codes[i] = code;
        }

        if (_interner.Count > 1 && _interner.Count > values.Length / 2)
        {
            return false;
        }

        data.Add((byte)TextEncoding.Dictionary);
        VarInt.Write(data, _interner.Count);
        TextEntries.Write(arena, _interner.Entries, data, text, ints, _lengths);
        ints.Write(data, codes);
        return true;
    }

    private bool IsHopeless(int seen) =>
        (seen == FirstProbe && _interner.Count == FirstProbe) || (seen == SecondProbe && _interner.Count > SecondProbe * 3 / 4);
}
