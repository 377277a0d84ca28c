using System.Buffers.Binary;
using LogPlatform.Core.Batches;
using LogPlatform.Storage.Checksums;

namespace LogPlatform.Storage.Journal;

/// <summary>
/// The first 512 bytes of a journal segment, little-endian. It is durable before the first entry is written, so a segment with a torn header has no entries.
/// <code>
///  0  u32  magic "LPJS"
///  4  u32  CRC-32C of bytes 8 to 63
///  8  u32  version of the layout, 1
/// 12  u32  zero
/// 16  i64  number of the segment
/// 24  i64  id of the first batch in it
/// 32  i64  records in all batches before that
/// 40  i64  created, nanoseconds since the Unix epoch
/// 48  ...  zero
/// </code>
/// A later segment is the authority: entries of an earlier one with its first id or higher were never acknowledged.
/// </summary>
/// <param name="Number">Number of the segment.</param>
/// <param name="FirstId">Id of the first batch in it.</param>
/// <param name="AcceptedBefore">Records in all batches before that.</param>
/// <param name="CreatedUnixNano">When it was created, by the journal's clock.</param>
internal readonly record struct SegmentHeader(long Number, BatchId FirstId, long AcceptedBefore, long CreatedUnixNano)
{
    /// <summary>Bytes before the first entry: the header, then the <see cref="SegmentSummary"/>, each in a sector of its own.</summary>
    public const int DataStart = 4096;

    private const uint Magic = 0x534A_504C;
    private const uint Version = 1;
    private const int Length = 64;

    /// <summary>The bytes of the header.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), FirstId.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), AcceptedBefore);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), CreatedUnixNano);
        ChecksummedHead.Write(bytes, Magic);
        return bytes;
    }

    /// <summary>Reads the header of segment <paramref name="number"/>; false when it is torn or another's.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long number, out SegmentHeader header)
    {
        header = default;
        if (bytes.Length < Length
            || !ChecksummedHead.IsSound(bytes[..Length], Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Version)
        {
            return false;
        }

        header = new SegmentHeader(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            new BatchId(BinaryPrimitives.ReadInt64LittleEndian(bytes[24..])),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
        return header.Number == number;
    }
}
