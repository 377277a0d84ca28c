using System.Buffers;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Storage.Tests.Blocks;

public sealed class BlockRoundTripTests
{
    private static readonly int[] Sizes = [1, 2, 3, 31, 32, 255, 256, 257, 700];

    public static TheoryData<int, bool> Seeds => [.. Enumerable.Range(0, 60).Select(seed => (seed, seed % 2 == 0))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void EveryFieldOfEveryRecordComesBack(int seed, bool wild)
    {
        var batch = new RandomBatches(seed).Next(Sizes[seed % Sizes.Length], wild);

        var read = Decode(Encode(new BlockEncoder(), batch));

        RecordText.ShouldEqual(RecordText.All(read), RecordText.All(batch));
    }

    [Fact]
    public void AnySubsetOfRowsComesBack()
    {
        var batch = new RandomBatches(7).Next(300);
        var block = Encode(new BlockEncoder(), batch)[0];
        BlockReader.TryOpen(block, out var reader).ShouldBeTrue();
        int[] rows = [0, 5, 6, 130, 299];

        var read = new RecordBatch();
        reader!.Materialize(rows, read);

        RecordText.ShouldEqual(RecordText.All(read), [.. rows.Select(row => RecordText.Of(batch, row))]);
    }

    [Fact]
    public void MaterializingAppendsBehindWhatTheBatchHolds()
    {
        var first = new RandomBatches(8).Next(20);
        var second = new RandomBatches(9).Next(20);
        var encoder = new BlockEncoder();

        var read = Decode([.. Encode(encoder, first), .. Encode(encoder, second)]);

        RecordText.ShouldEqual(RecordText.All(read), [.. RecordText.All(first), .. RecordText.All(second)]);
    }

    [Fact]
    public void OnlyKeptRecordsAreStored()
    {
        var batch = new RandomBatches(10).Next(9);
        batch.Records[1].Fate = RecordFate.Drop;
        batch.Records[4].Fate = RecordFate.Quarantine;
        batch.Records[8].Fate = RecordFate.None;

        var read = Decode(Encode(new BlockEncoder(), batch));

        RecordText.ShouldEqual(RecordText.All(read), [.. new[] { 0, 2, 3, 5, 6, 7 }.Select(row => RecordText.Of(batch, row))]);
    }

    [Fact]
    public void ABatchWithNothingKeptGivesNoBlock()
    {
        var batch = new RandomBatches(11).Next(1);
        batch.Records[0].Fate = RecordFate.Drop;

        Encode(new BlockEncoder(), batch).ShouldBeEmpty();
    }

    [Fact]
    public void ManyRecordsAreSplitIntoBlocksInOrder()
    {
        var batch = new RandomBatches(12).Next(8192 + 100, wild: false);

        var blocks = Encode(new BlockEncoder(), batch);

        blocks.Count.ShouldBe(2);
        RecordText.ShouldEqual(RecordText.All(Decode(blocks)), RecordText.All(batch));
    }

    [Fact]
    public void LargeRecordsAreSplitIntoBlocksByTheirRawBytes()
    {
        var batch = new RandomBatches(13).Next(5);
        var raw = batch.Append(new byte[2 << 20]);
        foreach (ref var record in batch.Records.AsSpan())
        {
            record.Raw = raw;
        }

        var blocks = Encode(new BlockEncoder(), batch);

        blocks.Select(block => Summary(block).Rows).ShouldBe([2, 2, 1]);
        blocks.Sum(block => Summary(block).RawBytes).ShouldBe(5 * (2L << 20));
    }

    [Fact]
    public void EqualBatchesGiveEqualBytesWhateverWasEncodedBefore()
    {
        var used = new BlockEncoder();
        Encode(used, new RandomBatches(14).Next(5000, wild: false));
        Encode(used, new RandomBatches(15).Next(400));
        var batch = new RandomBatches(16).Next(600);

        var again = Encode(used, batch);

        again.Select(Convert.ToHexString).ShouldBe(Encode(new BlockEncoder(), batch).Select(Convert.ToHexString));
    }

    [Fact]
    public void TheSummaryHoldsTheSpanOfEffectiveTimes()
    {
        var batch = new RandomBatches(17).Next(4);
        batch.Records[0].TimeUnixNano = 500;
        batch.Records[1].TimeUnixNano = 0;
        batch.Records[1].ObservedUnixNano = 300;
        batch.Records[2].TimeUnixNano = 900;
        batch.Records[3].TimeUnixNano = 0;
        batch.Records[3].ObservedUnixNano = 0;
        batch.Sources[batch.Records[3].Source].ReceivedUnixNano = 1_000;

        var summary = Summary(Encode(new BlockEncoder(), batch)[0]);

        (summary.MinUnixNano, summary.MaxUnixNano, summary.Rows).ShouldBe((300, 1_000, 4));
    }

    internal static List<byte[]> Encode(BlockEncoder encoder, RecordBatch batch)
    {
        var output = new ArrayBufferWriter<byte>();
        var blocks = new List<byte[]>();
        var start = 0;
        foreach (var length in encoder.Encode(batch, output))
        {
            blocks.Add(output.WrittenSpan.Slice(start, length).ToArray());
            start += length;
        }

        start.ShouldBe(output.WrittenCount);
        return blocks;
    }

    internal static RecordBatch Decode(IEnumerable<byte[]> blocks)
    {
        var batch = new RecordBatch();
        foreach (var block in blocks)
        {
            BlockReader.TryOpen(block, out var reader).ShouldBeTrue();
            reader!.Materialize([.. Enumerable.Range(0, reader.Rows)], batch);
        }

        return batch;
    }

    private static BlockSummary Summary(byte[] block)
    {
        BlockSummary.TryRead(block, out var summary).ShouldBeTrue();
        return summary;
    }
}
