using LogPlatform.Core.Batches;
using LogPlatform.Storage.Checksums;
using LogPlatform.Storage.Journal;

namespace LogPlatform.Storage.Tests.Journal;

public sealed class EntryHeaderTests
{
    private static readonly BatchHeader Header = new()
    {
        Format = BatchFormat.SyslogLines,
        ReceivedUnixNano = 0x0102030405060708,
        RecordCount = 3,
        Peer = "10.0.0.1",
        Service = "ä",
        IdempotencyKey = "",
        MatchContent = true,
    };

    [Fact]
    public void TheLayoutIsFixed()
    {
        var head = Sealed(Header);
        Convert.ToHexString(head).ShouldBe(
            "4C504A45" + "A0262A7E" + "EFBEADDE" + "0A000000"
            + "0700000000000000" + "0900000000000000"
            + "0807060504030201" + "1122334400000000" + "0500000000000000"
            + "03000000" + "00020000"
            + "05" + "0F" + "08" + "02" + "00" + "000000"
            + "31302E302E302E31" + "C3A4" + "000000000000");
        Crc32C.Compute(head.AsSpan(8)).ShouldBe(BitConverter.ToUInt32(head, 4));
    }

    [Fact]
    public void AHeadGivesBackWhatWasPutIn()
    {
        EntryHeader.TryRead(Sealed(Header), 7, out var entry).ShouldBeTrue();
        entry.ToBatchHeader(Sealed(Header)).ShouldBe(Header);
        (entry.Id, entry.GroupOffset, entry.AcceptedBefore, entry.EntryLength).ShouldBe((new BatchId(9), 4096, 5, 88 + 16));

        var bare = Header with { Peer = null, Service = null, IdempotencyKey = null, MatchContent = false };
        EntryHeader.TryRead(Sealed(bare), 7, out entry).ShouldBeTrue();
        entry.ToBatchHeader(Sealed(bare)).ShouldBe(bare);
    }

    [Fact]
    public void AHeadWithAnyBitFlippedIsNone()
    {
        var head = Sealed(Header);
        for (var bit = 0; bit < head.Length * 8; bit++)
        {
            head[bit / 8] ^= (byte)(1 << (bit % 8));
            EntryHeader.TryRead(head, 7, out _).ShouldBeFalse($"bit {bit}");
            head[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        EntryHeader.TryRead(head, 8, out _).ShouldBeFalse("Another segment's.");
        EntryHeader.TryRead(head.AsSpan(0, head.Length - 1), 7, out _).ShouldBeFalse();
    }

    [Fact]
    public void TextsOfMoreThan255BytesAreRefused()
    {
        var buffer = new byte[EntryHeader.MaxLength];
        Should.Throw<ArgumentException>(() => EntryHeader.ThrowIfTooLong(Header with { Service = new string('x', 256) }));
        Should.Throw<ArgumentException>(() => EntryHeader.ThrowIfTooLong(Header with { IdempotencyKey = new string('€', 86) }));
        EntryHeader.ThrowIfTooLong(Header with { Peer = new string('€', 85) });
        EntryHeader.Prepare(buffer, Header with { Peer = new string('x', 255), Service = new string('x', 255), IdempotencyKey = new string('x', 255) }, 0, 0)
            .ShouldBe(EntryHeader.MaxLength);
    }

    private static byte[] Sealed(BatchHeader header)
    {
        var buffer = new byte[EntryHeader.MaxLength];
        var length = EntryHeader.Prepare(buffer, header, 0xDEADBEEF, 10);
        EntryHeader.Seal(buffer.AsSpan(0, length), 7, new BatchId(9), 0x44332211, 5, 4096);
        return buffer[..length];
    }
}
