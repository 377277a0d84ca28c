using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Lower-case UUIDs.</summary>
internal sealed class UuidText(int count, byte[] packed) : TextColumn(count)
{
    /// <inheritdoc/>
    public override void Append(int index, GrowList<byte> sink) =>
        Uuids.Format(packed.AsSpan(index * Uuids.Size, Uuids.Size), sink.AddUninitialized(Uuids.Length));

    public static UuidText Decode(ref BlockCursor data, int count) => new(count, data.Bytes((long)count * Uuids.Size).ToArray());
}
