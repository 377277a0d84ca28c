using System.Buffers.Binary;
using LogPlatform.Core.Batches;
using LogPlatform.Storage.Checksums;

namespace LogPlatform.Storage.Journal;

/// <summary>
/// What a finished segment holds, at byte 512 of it, little-endian: magic "LPJT" (4), CRC-32C of what follows (4), number of the segment (8), id behind its last
/// batch (8), end of its entries (8), earliest and latest time of receipt (8 + 8), time of the last write (8). It only saves a scan: without it the entries tell the same.
/// </summary>
/// <param name="Number">Number of the segment.</param>
/// <param name="EndId">The id behind its last batch.</param>
/// <param name="DataEnd">End of its entries, bytes.</param>
/// <param name="MinReceivedUnixNano">Earliest time of receipt.</param>
/// <param name="MaxReceivedUnixNano">Latest time of receipt.</param>
/// <param name="LastWrittenUnixNano">When the last entry was written, by the journal's clock.</param>
internal readonly record struct SegmentSummary(
    long Number,
    BatchId EndId,
    long DataEnd,
    long MinReceivedUnixNano,
    long MaxReceivedUnixNano,
    long LastWrittenUnixNano)
{
    /// <summary>Where it is in the segment.</summary>
    public const int Offset = 512;

    private const uint Magic = 0x544A_504C;
    private const int Length = 56;

    /// <summary>The bytes of the summary.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), EndId.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), DataEnd);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), MinReceivedUnixNano);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), MaxReceivedUnixNano);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(48), LastWrittenUnixNano);
        ChecksummedHead.Write(bytes, Magic);
        return bytes;
    }

    /// <summary>Reads the summary of segment <paramref name="number"/>; false when it has none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long number, out SegmentSummary summary)
    {
        summary = default;
        if (bytes.Length < Length || !ChecksummedHead.IsSound(bytes[..Length], Magic))
        {
            return false;
        }

        summary = new SegmentSummary(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            new BatchId(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..])),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]));
        return summary.Number == number;
    }
}
