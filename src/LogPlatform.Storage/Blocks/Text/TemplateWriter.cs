using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>
/// Encodes a column whose strings are made from few templates: the distinct templates, for each string the index of its template, and for each
/// place of a template a column of what stood there (after CLP: Rodrigues, Luo, Yuan, OSDI 2021).
/// </summary>
internal sealed class TemplateWriter(IntColumnWriter ints, TextColumnWriter variableColumns)
{
    // Below this number of uses the columns of a template cost more than its strings.
    private const int FewestUses = 3;
    private const int Probe = 512;

    private readonly TextInterner _interner = new();
    private readonly GrowList<byte> _templates = new();
    private readonly GrowList<TextRef> _variables = new();
    private readonly GrowList<int> _firstVariable = new();
    private readonly GrowList<long> _codes = new();
    private readonly GrowList<TemplateUse> _uses = new();
    private readonly GrowList<TemplateUse> _entries = new();
    private readonly GrowList<long> _lengths = new();
    private readonly GrowList<int> _order = new();
    private readonly GrowList<TextRef> _place = new();

    /// <summary>Appends the column; false when the strings share too few templates, or have the placeholder byte in them.</summary>
    public bool TryWrite(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data, GrowList<byte> text)
    {
        if (!TrySplit(arena, values) || _interner.Count > Math.Max(4, values.Length * 3 / 4))
        {
            return false;
        }

        CountUses();
        data.Add((byte)TextEncoding.Template);
        WriteEntries(arena, values, data, text);
        ints.Write(data, _codes.AsSpan());
        SortByEntry();
        WriteVariables(arena, data, text);
        return true;
    }

    private bool TrySplit(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values)
    {
        _interner.Clear();
        _templates.ClearAndTrim(BlockSinks.TrimBytes);
        _variables.Clear();
        _firstVariable.Clear();
        _codes.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            var bytes = arena.Slice(values[i].Offset, values[i].Length);
            if (bytes.Contains(TemplateScanner.Placeholder) || (i == Probe && _interner.Count > Probe * 3 / 4))
            {
                return false;
            }

            var start = _templates.Count;
            var known = _interner.Count;
            _firstVariable.Add(_variables.Count);
            TemplateScanner.Split(arena, values[i], _templates, _variables);
            var code = _interner.Intern(_templates.AsSpan(), new TextRef(start, _templates.Count - start));
            if (code < known)
            {
                _templates.Truncate(start);
            }

            _codes.Add(code);
        }

        _firstVariable.Add(_variables.Count);
        return true;
    }

    private void CountUses()
    {
        _uses.Clear();
        _uses.AddUninitialized(_interner.Count).Clear();
        var uses = _uses.AsSpan();
        var codes = _codes.AsSpan();
        var first = _firstVariable.AsSpan();
        for (var i = 0; i < codes.Length; i++)
        {
            ref var use = ref uses[(int)codes[i]];
            use.Count++;
            use.Places = first[i + 1] - first[i];
        }
    }

    // The entries are the templates in use; a string whose template is too rare is an entry of its own, without places.
    private void WriteEntries(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data, GrowList<byte> text)
    {
        _entries.Clear();
        _lengths.Clear();
        var templates = _interner.Entries;
        var uses = _uses.AsSpan();
        var codes = _codes.AsSpan();
        for (var i = 0; i < codes.Length; i++)
        {
            var template = (int)codes[i];
            ref var use = ref uses[template];
            if (use.Places > 0 && use.Count < FewestUses)
            {
                _lengths.Add(values[i].Length);
                text.AddRange(arena.Slice(values[i].Offset, values[i].Length));
                codes[i] = _entries.Add(new TemplateUse { Count = 1 });
                continue;
            }

            if (use.Entry == 0)
            {
                _lengths.Add(templates[template].Length);
                text.AddRange(_templates.AsSpan(templates[template].Offset, templates[template].Length));
                use.Entry = _entries.Add(use) + 1;
            }

            codes[i] = use.Entry - 1;
        }

        VarInt.Write(data, _entries.Count);
        ints.Write(data, _lengths.AsSpan());
    }

    private void SortByEntry()
    {
        var entries = _entries.AsSpan();
        var start = 0;
        foreach (ref var entry in entries)
        {
            entry.Start = start;
            start += entry.Count;
            entry.Count = 0;
        }

        _order.Clear();
        var order = _order.AddUninitialized(start);
        var codes = _codes.AsSpan();
        for (var i = 0; i < codes.Length; i++)
        {
            ref var entry = ref entries[(int)codes[i]];
            order[entry.Start + entry.Count++] = i;
        }
    }

    // Column by column: the strings of an entry in their order, for each of its places.
    private void WriteVariables(ReadOnlySpan<byte> arena, GrowList<byte> data, GrowList<byte> text)
    {
        var order = _order.AsSpan();
        var first = _firstVariable.AsSpan();
        var variables = _variables.AsSpan();
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            for (var place = 0; place < entry.Places; place++)
            {
                _place.Clear();
                var column = _place.AddUninitialized(entry.Count);
                for (var i = 0; i < column.Length; i++)
                {
                    column[i] = variables[first[order[entry.Start + i]] + place];
                }

                variableColumns.WriteVariables(arena, column, data, text);
            }
        }
    }
}
