using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Strings made from templates.</summary>
internal sealed class TemplateText : TextColumn
{
    private readonly PlainText _entries;
    private readonly int[] _codes;
    private readonly int[] _ranks;
    private readonly TextColumn[][] _places;

    private TemplateText(PlainText entries, int[] codes, int[] ranks, TextColumn[][] places)
        : base(codes.Length)
    {
        _entries = entries;
        _codes = codes;
        _ranks = ranks;
        _places = places;
    }

    /// <summary>The distinct templates, with <see cref="TemplateScanner.Placeholder"/> for each variable.</summary>
    public PlainText Entries => _entries;

    /// <summary>For each string the index of its template.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>The columns of the variables of a template.</summary>
    public ReadOnlySpan<TextColumn> Places(int entry) => _places[entry];

    /// <inheritdoc/>
    public override void Append(int index, GrowList<byte> sink)
    {
        var code = _codes[index];
        var rest = _entries[code];
        foreach (var place in _places[code])
        {
            var at = rest.IndexOf(TemplateScanner.Placeholder);
            sink.AddRange(rest[..at]);
            place.Append(_ranks[index], sink);
            rest = rest[(at + 1)..];
        }

        sink.AddRange(rest);
    }

    public static TemplateText Decode(ref BlockCursor data, int count, ReadOnlyMemory<byte> text, ref int textStart)
    {
        var distinct = data.Count(count);
        var entries = PlainText.Decode(ref data, distinct, text, ref textStart);
        var codes = IntColumn.ReadIndexes(ref data, count, distinct);
        var uses = new int[distinct];
        var ranks = new int[count];
        for (var i = 0; i < codes.Length; i++)
        {
            ranks[i] = uses[codes[i]]++;
        }

        var places = new TextColumn[distinct][];
        for (var entry = 0; entry < distinct; entry++)
        {
            places[entry] = ReadPlaces(ref data, entries[entry].Count(TemplateScanner.Placeholder), uses[entry], text, ref textStart);
        }

        return new TemplateText(entries, codes, ranks, places);
    }

    private static TextColumn[] ReadPlaces(ref BlockCursor data, int places, int uses, ReadOnlyMemory<byte> text, ref int textStart)
    {
        if (places == 0)
        {
            return [];
        }

        if (places > TemplateScanner.MostVariables)
        {
            throw new CorruptBlockException("A template has too many variables.");
        }

        var columns = new TextColumn[places];
        for (var place = 0; place < columns.Length; place++)
        {
            columns[place] = ReadVariables(ref data, uses, text, ref textStart);
        }

        return columns;
    }
}
