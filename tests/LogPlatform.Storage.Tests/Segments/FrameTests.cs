using LogPlatform.Core.Batches;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Tests.Files;
using LogPlatform.Tests.Conformance;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class FrameTests
{
    [Fact]
    public void TheLayoutOfACommitIsFixed()
    {
        var frame = Whole();
        Convert.ToHexString(frame).ShouldBe(
            "4C505346" + "B19A86EF" + "AEF5D0BE" + "98000000"
            + "0300000000000000" + "0500000000000000" + "0D00000000000000" + "4433221100000000"
            + "01" + "02" + "0200" + "01000000" + "0700000000000000"
            + "01000000" + "02000000" + "0900000000000000" + "0B00000000000000" + "0300000000000000"
            + "7231000000000000"
            + "1500000000000000" + "04000000" + "02000000" + "01000000" + "00000000"
            + "0A000000" + "04000000" + "6400000000000000" + "C800000000000000"
            + "30313233343536373839" + "414243" + "000000");
    }

    [Fact]
    public void TheLayoutOfAStagedUnitIsFixed()
    {
        var builder = new FrameBuilder();
        builder.BeginUnit(FrameKind.Stage, StoreSamples.Commit(21, rows: 4, Pointer(Color.Green, 7, "r1")), [new BlockSummary(300, 4, 100, 200, 0)], 0);
        builder.AddNumbers(6, 14, 5);
        builder.SetFirstIds(9, 0);
        builder.Seal(3, 15, 0x11223344);
        Convert.ToHexString(builder.Head).ShouldBe(
            "4C505346" + "3D23E3AF" + "6641C32D" + "B0000000"
            + "0300000000000000" + "0F00000000000000" + "2C01000000000000" + "4433221100000000"
            + "05" + "02" + "0200" + "01000000" + "0700000000000000"
            + "01000000" + "00000000" + "0900000000000000" + "0000000000000000" + "0000000000000000"
            + "7231000000000000"
            + "1500000000000000" + "04000000" + "00000000" + "00000000" + "00000000"
            + "2C010000" + "04000000" + "6400000000000000" + "C800000000000000"
            + "0600000000000000" + "0E00000000000000" + "0500000000000000");
    }

    [Fact]
    public void TheLayoutOfASupersedeIsFixed()
    {
        var builder = new FrameBuilder();
        var units = new[] { new UnitReplacement(Unit(15, 2, 0), Unit(14, 4, 2)), new UnitReplacement(Unit(17, 1, 0), Unit(12, 1, 0)) };
        Supersession.Of(new RewindId(6), units).Begin(builder);
        builder.Seal(3, 18, 0x11223344);
        Convert.ToHexString(builder.Head).ShouldBe(
            "4C505346" + "B6FD8F87" + "00000000" + "B0000000"
            + "0300000000000000" + "1200000000000000" + "0000000000000000" + "4433221100000000"
            + "06" + "00" + "0000" + "00000000" + "0000000000000000"
            + "00000000" + "02000000" + "0000000000000000" + "0000000000000000" + "0000000000000000"
            + "6400000000000000" + "6500000000000000"
            + "0600000000000000" + "0200000000000000" + "0500000000000000" + "0300000000000000"
            + "0F00000000000000" + "0E00000000000000" + "1100000000000000" + "0C00000000000000");
        builder.Length.ShouldBe(0xB0);
    }

    [Fact]
    public void TheLayoutOfAnAbandonIsFixed()
    {
        var builder = new FrameBuilder();
        builder.Begin(FrameKind.StageAbandon, null, default);
        builder.AddNumbers(6);
        builder.Seal(3, 18, 0x11223344);
        Convert.ToHexString(builder.Head).ShouldBe(
            "4C505346" + "AAC3FCC3" + "00000000" + "68000000"
            + "0300000000000000" + "1200000000000000" + "0000000000000000" + "4433221100000000"
            + "07" + "00" + "0000" + "00000000" + "0000000000000000"
            + "00000000" + "00000000" + "0000000000000000" + "0000000000000000" + "0000000000000000"
            + "0600000000000000");
    }

    [Fact]
    public async Task AStoreWithFramesOfALaterVersionIsRefused()
    {
        var directory = new MemoryDirectory();
        var time = new ManualTime();
        await using (var store = await OpenAsync(directory, time))
        {
            await store.CommittedAsync(StoreSamples.Commit(1));
        }

        var builder = new FrameBuilder();
        builder.Begin((FrameKind)8, null, default);
        builder.Seal(1, 2, 0);
        var file = directory.Open(StoreSegment.FileNameOf(1), FileAccess.ReadWrite)!;
        file.Write(file.Length, builder.Parts);
        await Should.ThrowAsync<InvalidDataException>(async () => await OpenAsync(directory, time));
    }

    [Fact]
    public void AFrameGivesBackWhatWasPutIn()
    {
        var frame = Whole();
        FrameView.TryRead(frame, 3, out var view).ShouldBeTrue();
        (view.Kind, view.Sequence, view.BodyLength, view.Length, view.FirstBlockId).ShouldBe((FrameKind.Commit, 5, 13, frame.Length, 9));
        view.ToPointer().ShouldBe(Pointer(Color.Green, 7, "r1"));
        view.Tally(0).ShouldBe(new BatchTally(new BatchId(21), 4, 2, 1));
        view.Block(0).ShouldBe((10, 4, 100, 200));
        (view.QuarantineId(0), view.QuarantineId(1)).ShouldBe((11, 12));
        view.IsBody("0123456789ABC"u8).ShouldBeTrue();
        view.IsBody("0123456789ABD"u8).ShouldBeFalse();
    }

    [Fact]
    public void AHeadWithAnyBitFlippedIsNone()
    {
        var frame = Whole();
        for (var bit = 0; bit < (frame.Length - 16) * 8; bit++)
        {
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            FrameView.TryRead(frame, 3, out _).ShouldBeFalse($"bit {bit}");
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        FrameView.TryRead(frame, 4, out _).ShouldBeFalse("Another segment's.");
    }

    [Fact]
    public void AFrameThatWasMovedBelongsToItsNewSegment()
    {
        var frame = Whole();
        var head = FrameView.MoveTo(4, frame);
        FrameView.TryRead(frame, 3, out _).ShouldBeFalse();
        FrameView.TryRead(frame, 4, out var view).ShouldBeTrue();
        head.ShouldBe(frame[..view.HeadLength]);
    }

    private static UnitHead Unit(long sequence, int kept, int quarantined) => new()
    {
        Sequence = sequence,
        Pointer = Blue,
        Totals = new Core.Ledger.GenerationTotals(Blue.Generation, Blue.Release, 1, kept, quarantined, 0),
        Blocks = [],
        Since = 1,
        FirstQuarantineId = quarantined > 0 ? 100 : 0,
        QuarantineCount = quarantined,
        QuarantineBytes = 0,
        BlocksOffset = 0,
        QuarantineOffset = 0,
    };

    private static byte[] Whole()
    {
        var builder = new FrameBuilder();
        builder.Begin(FrameKind.Commit, Pointer(Color.Green, 7, "r1"), new Generation(7));
        builder.AddTallies([new BatchTally(new BatchId(21), 4, 2, 1)]);
        builder.AddBlocks(["0123456789"u8.ToArray()], [new BlockSummary(10, 4, 100, 200, 0)]);
        builder.AddQuarantine("ABC"u8.ToArray(), 2);
        builder.SetFirstIds(9, 11);
        builder.Seal(3, 5, 0x11223344);
        return [.. builder.Parts.SelectMany(part => part.ToArray())];
    }
}
