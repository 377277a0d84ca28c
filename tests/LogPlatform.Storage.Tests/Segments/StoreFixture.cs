using LogPlatform.Core.Ports;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Storage.Tests.Segments;

/// <summary>What store tests share.</summary>
internal static class StoreFixture
{
    public static SegmentStoreOptions Options(string directory = "memory") => new()
    {
        Directory = directory,
        SegmentBytes = 64 << 10,
        SegmentAge = TimeSpan.FromHours(1),
        MaxAge = TimeSpan.FromDays(1),
    };

    public static ValueTask<SegmentStore> OpenAsync(IStorageDirectory directory, TimeProvider time, SegmentStoreOptions? options = null) =>
        SegmentStore.OpenAsync(options ?? Options(), directory, time, TestContext.Current.CancellationToken);

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
