using System.Buffers.Binary;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>
/// A Bloom filter over (name, value) of string and integer attributes and over trace ids, so that a search for one of them skips the blocks without it. Made of
/// 32-byte lines, 8 bits a value, all in one line: the split block filter of Apache Parquet (github.com/apache/parquet-format, BloomFilter.md) with its salts.
/// About one absent value in forty is taken for present.
/// </summary>
internal static class ValueFilter
{
    /// <summary>Strings longer than this are not in the filter: nobody asks for them by their whole text.</summary>
    public const int LongestText = 128;

    private const int LineBytes = 32;
    private const int BitsPerValue = 8;
    private const ulong IntSalt = 0xA0761D6478BD642F;
    private const ulong TraceIdSalt = 0xE7037ED1A0B428DB;

    private static ReadOnlySpan<uint> Salts => [0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31];

    /// <summary>The hash of a string attribute.</summary>
    public static ulong Hash(ulong nameHash, ReadOnlySpan<byte> text) => ByteHash.Fold(ByteHash.Of(text), nameHash | 1);

    /// <summary>The hash of an integer attribute.</summary>
    public static ulong Hash(ulong nameHash, long number) => ByteHash.Fold((ulong)number ^ IntSalt, nameHash | 1);

    /// <summary>The hash of a trace id.</summary>
    public static ulong Hash(UInt128 traceId) => ByteHash.Fold((ulong)traceId ^ TraceIdSalt, (ulong)(traceId >> 64) ^ IntSalt);

    /// <summary>Writes a filter of values; none for no values.</summary>
    public static void Write(ReadOnlySpan<ulong> hashes, GrowList<byte> sink)
    {
        const int Slack = (LineBytes * 8) - 1;
        var lines = (int)((((long)hashes.Length * BitsPerValue) + Slack) / (LineBytes * 8));
        var filter = sink.AddUninitialized(lines * LineBytes);
        filter.Clear();
        foreach (var hash in hashes)
        {
            var line = Line(filter, hash);
            for (var i = 0; i < Salts.Length; i++)
            {
                var word = line.Slice(i * sizeof(uint), sizeof(uint));
                BinaryPrimitives.WriteUInt32LittleEndian(word, BinaryPrimitives.ReadUInt32LittleEndian(word) | Bit(hash, i));
            }
        }
    }

    /// <summary>Whether a value may be among those that <paramref name="filter"/> was written for; a block without a filter may have any.</summary>
    public static bool MayContain(ReadOnlySpan<byte> filter, ulong hash)
    {
        if (filter.Length < LineBytes)
        {
            return true;
        }

        var line = Line(filter, hash);
        for (var i = 0; i < Salts.Length; i++)
        {
            if ((BinaryPrimitives.ReadUInt32LittleEndian(line[(i * sizeof(uint))..]) & Bit(hash, i)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static Span<byte> Line(Span<byte> filter, ulong hash) => filter.Slice(LineOffset(filter.Length, hash), LineBytes);

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> filter, ulong hash) => filter.Slice(LineOffset(filter.Length, hash), LineBytes);

    private static int LineOffset(int length, ulong hash) => (int)(((hash >> 32) * (ulong)(length / LineBytes)) >> 32) * LineBytes;

    private static uint Bit(ulong hash, int word) => 1U << (int)(((uint)hash * Salts[word]) >> 27);
}
