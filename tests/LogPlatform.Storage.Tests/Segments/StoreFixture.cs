using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Storage.Tests.Segments;

/// <summary>What store tests share.</summary>
internal static class StoreFixture
{
    public static readonly SlotPointer Blue = Pointer(Color.Blue, 1, "r1");

    public static SlotPointer Pointer(Color color, long generation, string release)
    {
        ReleaseId.TryParse(release, out var id).ShouldBeTrue();
        return new SlotPointer(color, new Generation(generation), id);
    }

    public static SegmentStoreOptions Options(string directory = "memory") => new()
    {
        Directory = directory,
        SegmentBytes = 64 << 10,
        SegmentAge = TimeSpan.FromHours(1),
        MaxAge = TimeSpan.FromDays(1),
    };

    public static ValueTask<SegmentStore> OpenAsync(IStorageDirectory directory, TimeProvider time, SegmentStoreOptions? options = null) =>
        SegmentStore.OpenAsync(options ?? Options(), directory, time, TestContext.Current.CancellationToken);

    /// <summary>A block of <paramref name="rows"/> rows that the store takes for whole.</summary>
    public static byte[] Block(int rows, long min = 100, long max = 200, int length = 300, int seed = 0)
    {
        var block = new byte[Math.Max(length, BlockSummary.Size)];
        new Random(seed).NextBytes(block);
        new BlockSummary(block.Length, rows, min, max, 1000).Write(block);
        return block;
    }

    /// <summary>A commit of one batch with one block of its <paramref name="rows"/> rows.</summary>
    public static Commit Commit(long batch, int rows = 3, SlotPointer? pointer = null, long min = 100, long max = 200, int length = 300) =>
        new(pointer ?? Blue, new WorkResult
        {
            Number = batch,
            Tallies = [new BatchTally(new BatchId(batch), rows, 0, 0)],
            Blocks = [Block(rows, min, max, length, (int)batch)],
            Quarantine = default,
            CpuNanoseconds = 0,
        });

    /// <summary>A commit of one batch with <paramref name="count"/> quarantined records and nothing else.</summary>
    public static Commit Quarantined(long batch, int count, SlotPointer? pointer = null, int length = 20)
    {
        var writer = new QuarantineWriter();
        for (var i = 0; i < count; i++)
        {
            writer.Add(new BatchId(batch), i, 7, BatchFormat.Ndjson, "no such rule"u8, Payload(batch, i, length));
        }

        return new Commit(pointer ?? Blue, new WorkResult
        {
            Number = batch,
            Tallies = [new BatchTally(new BatchId(batch), 0, count, 0)],
            Blocks = [],
            Quarantine = writer.Encoded,
            CpuNanoseconds = 0,
        });
    }

    public static byte[] Payload(long batch, int ordinal, int length)
    {
        var bytes = new byte[length];
        new Random((int)((batch * 1000) + ordinal)).NextBytes(bytes);
        return bytes;
    }

    public static ValueTask<CommitStatus> CommitAsync(this SegmentStore store, Commit commit) => store.CommitAsync(commit, TestContext.Current.CancellationToken);

    public static async Task CommittedAsync(this SegmentStore store, Commit commit) => (await store.CommitAsync(commit)).ShouldBe(CommitStatus.Committed);

    /// <summary>Reads every block of the store and checks its bytes; the ids of the batches they came in.</summary>
    public static List<long> ReadAllBatches(this SegmentStore store)
    {
        var batches = new List<long>();
        foreach (var block in store.After(0, int.MaxValue))
        {
            using var bytes = store.Read(block).ShouldNotBeNull();
            BlockSummary.TryRead(bytes.Memory.Span, out var summary).ShouldBeTrue($"Block {block.Id} is damaged.");
            summary.Rows.ShouldBe(block.Rows);
            bytes.Memory.ToArray().ShouldBe(Block(block.Rows, block.MinUnixNano, block.MaxUnixNano, block.Bytes, (int)block.First.Value));
            batches.Add(block.First.Value);
        }

        return batches;
    }
}
