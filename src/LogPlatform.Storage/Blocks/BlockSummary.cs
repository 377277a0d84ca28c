using System.Buffers.Binary;
using LogPlatform.Storage.Checksums;

namespace LogPlatform.Storage.Blocks;

/// <summary>
/// The fixed head of an encoded block, 48 bytes, little-endian: magic (4), CRC-32C of everything behind these 8 bytes (4), length of the whole
/// block (4), rows (4), earliest and latest effective time (8 + 8, nanoseconds since the Unix epoch), raw bytes of the records (8), reserved (8).
/// It is all that the store knows of a block.
/// </summary>
/// <param name="Bytes">Length of the whole block.</param>
/// <param name="Rows">Number of records, at least 1.</param>
/// <param name="MinUnixNano">Earliest effective time: the record's own time, else the observed time, else the time of receipt.</param>
/// <param name="MaxUnixNano">Latest effective time.</param>
/// <param name="RawBytes">Bytes the records had as ingested.</param>
public readonly record struct BlockSummary(int Bytes, int Rows, long MinUnixNano, long MaxUnixNano, long RawBytes)
{
    /// <summary>Size of the head, bytes.</summary>
    public const int Size = 48;

    private const uint Magic = 0x3142_504C; // "LPB1"

    /// <summary>Reads the head of <paramref name="block"/>; false when it is not a whole, sound block of this length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> block, out BlockSummary summary) =>
        TryReadUnchecked(block, out summary)
        && summary.Bytes == block.Length
        && BinaryPrimitives.ReadUInt32LittleEndian(block[4..]) == Crc32C.Compute(block[8..]);

    /// <summary>Reads the head of <paramref name="block"/>, which may be cut off behind it; nothing is checked against the checksum.</summary>
    internal static bool TryReadUnchecked(ReadOnlySpan<byte> block, out BlockSummary summary)
    {
        summary = default;
        if (block.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(block) != Magic)
        {
            return false;
        }

        summary = new BlockSummary(
            BinaryPrimitives.ReadInt32LittleEndian(block[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(block[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(block[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(block[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(block[32..]));
        return summary.Bytes >= block.Length && summary.Rows > 0 && summary.MinUnixNano <= summary.MaxUnixNano;
    }

    /// <summary>Writes the head over the first 48 bytes of <paramref name="block"/>, whose rest is complete.</summary>
    internal void Write(Span<byte> block)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(block, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(block[8..], block.Length);
        BinaryPrimitives.WriteInt32LittleEndian(block[12..], Rows);
        BinaryPrimitives.WriteInt64LittleEndian(block[16..], MinUnixNano);
        BinaryPrimitives.WriteInt64LittleEndian(block[24..], MaxUnixNano);
        BinaryPrimitives.WriteInt64LittleEndian(block[32..], RawBytes);
        BinaryPrimitives.WriteInt64LittleEndian(block[40..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(block[4..], Crc32C.Compute(block[8..]));
    }
}
