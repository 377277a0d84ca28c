using System.Buffers.Binary;
using LogPlatform.Storage.Checksums;

namespace LogPlatform.Storage.Segments;

/// <summary>
/// The first 64 bytes of a store segment, little-endian: magic "LPSS" (4), CRC-32C of what follows (4), version of the layout, 1 (4), zero (4), number of the
/// segment (8), number of its first frame (8), created (8, nanoseconds since the Unix epoch), zero (24). A later segment is the authority: frames of an
/// earlier one with its first number or higher are void.
/// </summary>
/// <param name="Number">Number of the segment.</param>
/// <param name="FirstSequence">Number of its first frame.</param>
/// <param name="CreatedUnixNano">When it was created, by the store's clock.</param>
internal readonly record struct StoreSegmentHeader(long Number, long FirstSequence, long CreatedUnixNano)
{
    /// <summary>Bytes of the header; the first frame follows.</summary>
    public const int Length = 64;

    private const uint Magic = 0x5353_504C;
    private const uint Version = 1;

    /// <summary>The bytes of the header.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), CreatedUnixNano);
        ChecksummedHead.Write(bytes, Magic);
        return bytes;
    }

    /// <summary>Reads the header of segment <paramref name="number"/>; false when it is torn or another's.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long number, out StoreSegmentHeader header)
    {
        header = default;
        if (bytes.Length < Length
            || !ChecksummedHead.IsSound(bytes[..Length], Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Version)
        {
            return false;
        }

        header = new StoreSegmentHeader(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]));
        return header.Number == number;
    }
}
