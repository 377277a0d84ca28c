using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>
/// Encodes columns of byte strings with whatever fits them. Numbers go to one sink as they are, strings to another, which is compressed.
/// A column without values takes no bytes.
/// </summary>
internal sealed class TextColumnWriter
{
    private readonly IntColumnWriter _ints;
    private readonly DigitsWriter _digits;
    private readonly DictionaryWriter _dictionary;
    private readonly TemplateWriter _templates;
    private readonly GrowList<long> _lengths = new();

    public TextColumnWriter(IntColumnWriter ints)
    {
        _ints = ints;
        _digits = new DigitsWriter(ints);
        _dictionary = new DictionaryWriter(ints);
        _templates = new TemplateWriter(ints, this);
    }

    /// <summary>Appends a column of field values, which mostly repeat, and returns every distinct one, some of them more than once.</summary>
    public ReadOnlySpan<TextRef> WriteFields(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data, GrowList<byte> text)
    {
        var start = data.Count;
        if (!TryWriteTyped(arena, values, data, text) && !_templates.TryWrite(arena, values, data, text))
        {
            WritePlain(arena, values, data, text);
        }

        return !values.IsEmpty && data[start] == (byte)TextEncoding.Dictionary ? _dictionary.Distinct : values;
    }

    /// <summary>Appends a column of messages, which are mostly made from templates.</summary>
    public void WriteMessages(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data, GrowList<byte> text)
    {
        if (values.IsEmpty || !_templates.TryWrite(arena, values, data, text))
        {
            WriteVariables(arena, values, data, text);
        }
    }

    /// <summary>Appends a column of values that are not looked into.</summary>
    public void WriteVariables(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data, GrowList<byte> text)
    {
        if (!TryWriteTyped(arena, values, data, text))
        {
            WritePlain(arena, values, data, text);
        }
    }

    private bool TryWriteTyped(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data, GrowList<byte> text) =>
        values.IsEmpty
        || _digits.TryWrite(arena, values, data)
        || _dictionary.TryWrite(arena, values, data, text)
        || HexWriter.TryWrite(arena, values, data, _ints, _lengths);

    private void WritePlain(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> values, GrowList<byte> data, GrowList<byte> text)
    {
        data.Add((byte)TextEncoding.Plain);
        TextEntries.Write(arena, values, data, text, _ints, _lengths);
    }
}
