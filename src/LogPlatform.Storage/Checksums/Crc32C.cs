using System.Numerics;
using System.Runtime.InteropServices;

namespace LogPlatform.Storage.Checksums;

/// <summary>
/// CRC-32C (Castagnoli, RFC 3720 section 12.1), by the processor's own instruction where it has one. The instruction takes three cycles but one can start in each, so long
/// inputs go through it as three streams whose results are put together (the device of V. Gopal et al., "Fast CRC Computation for iSCSI Polynomial Using CRC32 Instruction", 2011).
/// </summary>
internal static class Crc32C
{
    private const int StreamBytes = 1024;
    private const int StreamWords = StreamBytes / sizeof(ulong);

    // What a checksum becomes when StreamBytes zeros follow, for each value of each of its four bytes: the operation is linear.
    private static readonly uint[] Shifted = ShiftTable();

    /// <summary>The checksum of <paramref name="bytes"/>, or of a longer input whose first part had the checksum <paramref name="seed"/>.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        var crc = ~seed;
        while (bytes.Length >= 3 * StreamBytes)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(bytes[..(3 * StreamBytes)]);
            var first = words[..StreamWords];
            var second = words.Slice(StreamWords, StreamWords);
            var third = words.Slice(2 * StreamWords, StreamWords);
            var (crc2, crc3) = (0u, 0u);
            for (var i = 0; i < first.Length && i < second.Length && i < third.Length; i++)
            {
                crc = BitOperations.Crc32C(crc, first[i]);
                crc2 = BitOperations.Crc32C(crc2, second[i]);
                crc3 = BitOperations.Crc32C(crc3, third[i]);
            }

            crc = Shift(Shift(crc) ^ crc2) ^ crc3;
            bytes = bytes[(3 * StreamBytes)..];
        }

        var rest = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in rest)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var b in bytes[(rest.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }

    private static uint Shift(uint crc) =>
        Shifted[crc & 0xFF] ^ Shifted[256 + ((crc >> 8) & 0xFF)] ^ Shifted[512 + ((crc >> 16) & 0xFF)] ^ Shifted[768 + (crc >> 24)];

    private static uint[] ShiftTable()
    {
        var table = new uint[4 * 256];
        for (var i = 0; i < table.Length; i++)
        {
            var crc = (uint)(i & 0xFF) << (8 * (i >> 8));
            for (var word = 0; word < StreamWords; word++)
            {
                crc = BitOperations.Crc32C(crc, 0UL);
            }

            table[i] = crc;
        }

        return table;
    }
}
