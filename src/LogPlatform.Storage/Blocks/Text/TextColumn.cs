using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>A decoded column of byte strings.</summary>
/// <param name="count">Number of strings.</param>
internal abstract class TextColumn(int count)
{
    /// <summary>Number of strings.</summary>
    public int Count { get; } = count;

    /// <summary>Appends the string at <paramref name="index"/> to <paramref name="sink"/>.</summary>
    public abstract void Append(int index, GrowList<byte> sink);

    /// <summary>
    /// Reads a column. Strings come from <paramref name="text"/>, the section they were written to; <paramref name="textStart"/> is moved behind what this
    /// column has there.
    /// </summary>
    public static TextColumn Read(ref BlockCursor data, int count, ReadOnlyMemory<byte> text, ref int textStart) => Read(ref data, count, text, ref textStart, nested: false);

    /// <summary>Reads a column of a template's variables.</summary>
    public static TextColumn ReadVariables(ref BlockCursor data, int count, ReadOnlyMemory<byte> text, ref int textStart) =>
        Read(ref data, count, text, ref textStart, nested: true);

    private static TextColumn Read(ref BlockCursor data, int count, ReadOnlyMemory<byte> text, ref int textStart, bool nested)
    {
        if (count == 0)
        {
            return new PlainText(0, [textStart], text);
        }

        var encoding = (TextEncoding)data.Byte();
        return encoding switch
        {
            TextEncoding.Plain => PlainText.Decode(ref data, count, text, ref textStart),
            TextEncoding.Dictionary => DictionaryText.Decode(ref data, count, text, ref textStart),
            TextEncoding.Digits or TextEncoding.FixedDigits or TextEncoding.PaddedDigits => DigitsText.Decode(ref data, count, encoding),
            TextEncoding.Hex => HexText.Decode(ref data, count),
            TextEncoding.Uuid => UuidText.Decode(ref data, count),
            TextEncoding.Template when !nested => TemplateText.Decode(ref data, count, text, ref textStart),
            _ => throw new CorruptBlockException("A text encoding is unknown."),
        };
    }
}
