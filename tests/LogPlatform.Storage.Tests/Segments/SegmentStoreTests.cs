using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class SegmentStoreTests : FolderTests
{
    [Theory]
    [MemberData(nameof(Folders))]
    public async Task ManyCommitsSpreadOverSegmentsAndKeepTheirOrder(bool onDisk)
    {
        var directory = Folder(onDisk);
        await using (var store = await OpenAsync(directory, Time))
        {
            for (var i = 1; i <= 100; i++)
            {
                await store.CommittedAsync(Commit(i, length: 100 + (i * 37 % 5000)));
            }

            store.Status().Segments.ShouldBeGreaterThan(2);
            store.ReadAllBatches().ShouldBe(Enumerable.Range(1, 100).Select(i => (long)i));
        }

        await using var again = await OpenAsync(directory, Time);
        again.ReadAllBatches().ShouldBe(Enumerable.Range(1, 100).Select(i => (long)i));
        again.Totals().ShouldHaveSingleItem().Settled.ShouldBe(300);
    }

    [Fact]
    public async Task ASealedGenerationIsRefusedAlsoAfterARestart()
    {
        var directory = new MemoryDirectory();
        var green = Pointer(Color.Green, 2, "r2");
        await using (var store = await OpenAsync(directory, Time))
        {
            await store.CommittedAsync(Commit(1));
            await store.SealAsync(Blue.Generation, TestContext.Current.CancellationToken);
            (await store.CommitAsync(Commit(2))).ShouldBe(CommitStatus.Sealed);
            await store.CommittedAsync(Commit(2, pointer: green));
            directory = directory.AfterPowerLoss(new Random(1));
        }

        await using var again = await OpenAsync(directory, Time);
        (await again.CommitAsync(Commit(3))).ShouldBe(CommitStatus.Sealed);
        again.IsCommitted(new BatchId(1)).ShouldBeTrue("The seal was synced behind it.");
    }

    [Fact]
    public async Task TheWatermarkFollowsTheSyncAndWaitsForGaps()
    {
        var directory = new MemoryDirectory();
        await using var store = await OpenAsync(directory, Time);
        await store.CommittedAsync(Commit(1));
        await store.CommittedAsync(Commit(3));
        store.DurableWatermark.ShouldBe(default);
        var waiting = store.WaitDurableAsync(default, TestContext.Current.CancellationToken).AsTask();
        waiting.IsCompleted.ShouldBeFalse();

        Time.Advance(TimeSpan.FromMilliseconds(100));
        await waiting;
        store.DurableWatermark.ShouldBe(new BatchId(1));

        await store.CommittedAsync(Commit(2));
        Time.Advance(TimeSpan.FromMilliseconds(100));
        store.DurableWatermark.ShouldBe(new BatchId(3));
    }

    [Fact]
    public async Task BatchesThatTheJournalLostDoNotHoldTheWatermark()
    {
        await using var store = await OpenAsync(new MemoryDirectory(), Time);
        store.Skip(new BatchId(1), new BatchId(9));
        await store.CommittedAsync(Commit(10));
        Time.Advance(TimeSpan.FromMilliseconds(100));
        store.DurableWatermark.ShouldBe(new BatchId(10));
        store.HighestCommitted.ShouldBe(new BatchId(10));
    }
}
