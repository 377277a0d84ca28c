using System.Text;
using LogPlatform.Storage.Checksums;

namespace LogPlatform.Storage.Tests.Checksums;

public sealed class Crc32CTests
{
    public static TheoryData<byte[], uint> Published => new()
    {
        // RFC 3720, section B.4, and the catalogue's check value.
        { new byte[32], 0x8A9136AA },
        { Enumerable.Repeat((byte)0xFF, 32).ToArray(), 0x62A8AB43 },
        { Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), 0x46DD794E },
        { Encoding.ASCII.GetBytes("123456789"), 0xE3069283 },
        { [], 0 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void PublishedVectorsHold(byte[] bytes, uint crc) => Crc32C.Compute(bytes).ShouldBe(crc);

    [Fact]
    public void AnyLengthGivesWhatTheDefinitionGives()
    {
        var bytes = new byte[20_000];
        new Random(1).NextBytes(bytes);
        foreach (var length in Enumerable.Range(0, 70).Concat([1023, 1024, 3071, 3072, 3073, 6144, 9215, 9217, 19_999]))
        {
            Crc32C.Compute(bytes.AsSpan(1, length)).ShouldBe(BitByBit(bytes.AsSpan(1, length)), $"length {length}");
        }
    }

    [Fact]
    public void PartsAddUp()
    {
        var bytes = new byte[10_000];
        new Random(2).NextBytes(bytes);
        for (var cut = 0; cut <= bytes.Length; cut += 613)
        {
            Crc32C.Compute(bytes.AsSpan(cut), Crc32C.Compute(bytes.AsSpan(0, cut))).ShouldBe(Crc32C.Compute(bytes));
        }
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
            }
        }

        return ~crc;
    }
}
