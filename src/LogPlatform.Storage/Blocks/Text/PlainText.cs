using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Strings as they are.</summary>
internal sealed class PlainText(int count, int[] offsets, ReadOnlyMemory<byte> text) : TextColumn(count)
{
    /// <summary>The string at <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> this[int index] => text.Span[offsets[index]..offsets[index + 1]];

    /// <inheritdoc/>
    public override void Append(int index, GrowList<byte> sink) => sink.AddRange(this[index]);

    public static PlainText Decode(ref BlockCursor data, int count, ReadOnlyMemory<byte> text, ref int textStart)
    {
        var offsets = IntColumn.ReadOffsets(ref data, count, textStart, text.Length);
        textStart = offsets[count];
        return new PlainText(count, offsets, text);
    }
}
