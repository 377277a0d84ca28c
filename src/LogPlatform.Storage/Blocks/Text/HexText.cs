using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Strings of lower-case hexadecimal digits.</summary>
internal sealed class HexText(int count, int[] offsets, byte[] packed) : TextColumn(count)
{
    /// <inheritdoc/>
    public override void Append(int index, GrowList<byte> sink) =>
        Nibbles.Format(packed, offsets[index], sink.AddUninitialized(offsets[index + 1] - offsets[index]));

    public static HexText Decode(ref BlockCursor data, int count)
    {
        // The digits are behind the lengths, so there are at most two for each byte that is left now.
        var offsets = IntColumn.ReadOffsets(ref data, count, 0, (int)Math.Min(int.MaxValue, data.Left * 2L));
        var packed = data.Bytes((offsets[count] + 1L) >> 1);
        return new HexText(count, offsets, packed.ToArray());
    }
}
