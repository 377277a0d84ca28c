using static System.Buffers.Binary.BinaryPrimitives;

namespace LogPlatform.Storage.Checksums;

/// <summary>Small fixed structures on disk that begin with a magic number (4 bytes) and the CRC-32C of all that follows (4 bytes).</summary>
internal static class ChecksummedHead
{
    /// <summary>Bytes before what the checksum covers.</summary>
    public const int Start = 8;

    /// <summary>Writes the first 8 bytes of a structure that is complete otherwise.</summary>
    public static void Write(Span<byte> bytes, uint magic)
    {
        WriteUInt32LittleEndian(bytes, magic);
        WriteUInt32LittleEndian(bytes[4..], Crc32C.Compute(bytes[Start..]));
    }

    /// <summary>Whether these bytes are a whole, unchanged structure with this magic number.</summary>
    public static bool IsSound(ReadOnlySpan<byte> bytes, uint magic) =>
        bytes.Length >= Start && ReadUInt32LittleEndian(bytes) == magic && ReadUInt32LittleEndian(bytes[4..]) == Crc32C.Compute(bytes[Start..]);
}
