using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class StoreRetentionTests : FolderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OldSegmentsGoAndTheLedgerKeepsTheirSums(bool onDisk)
    {
        var directory = Folder(onDisk);
        await using (var store = await OpenAsync(directory, Time))
        {
            for (var i = 1; i <= 40; i++)
            {
                await store.CommittedAsync(Commit(i, length: 5000));
            }

            var blocks = store.Blocks(0, long.MaxValue);
            using var held = store.Read(blocks[0]);
            Time.Advance(TimeSpan.FromDays(1));
            store.Trim();
            store.Trim();
            blocks.Count.ShouldBe(40, "A snapshot does not change.");
            blocks.ShouldAllBe(block => store.Read(block) == null);
            held!.Memory.Length.ShouldBe(5000);
            store.Blocks(0, long.MaxValue).ShouldBeEmpty();
            store.Status().Segments.ShouldBe(1);
        }

        await using var again = await OpenAsync(directory, Time);
        again.Totals().ShouldHaveSingleItem().Committed.ShouldBe(120);
        again.DurableWatermark.ShouldBe(new BatchId(40));
        (await again.CommitAsync(Commit(7))).ShouldBe(CommitStatus.Duplicate);
        await again.CommittedAsync(Commit(41));
        again.LastId.ShouldBe(41, "Ids are not used again.");
    }

    [Fact]
    public async Task TheOldestSegmentsGoWhenAllAreTooLarge()
    {
        var options = new SegmentStoreOptions { Directory = "memory", SegmentBytes = 64 << 10, MaxBytes = 3 * 64 << 10 };
        await using var store = await OpenAsync(new MemoryDirectory(), Time, options);
        for (var i = 1; i <= 100; i++)
        {
            await store.CommittedAsync(Commit(i, length: 5000));
        }

        store.Trim();
        store.Status().BytesOnDisk.ShouldBeLessThanOrEqualTo(options.MaxBytes);
        var kept = store.ReadAllBatches();
        kept.Count.ShouldBeInRange(24, 40);
        kept.ShouldBe(Enumerable.Range(101 - kept.Count, kept.Count).Select(i => (long)i));
        store.Totals().ShouldHaveSingleItem().Batches.ShouldBe(100);
    }

    [Fact]
    public async Task AnyCrashDuringRetentionLeavesTheSumsRight()
    {
        for (var step = 0; ; step++)
        {
            var directory = new MemoryDirectory();
            var store = await OpenAsync(directory, Time);
            for (var i = 1; i <= 20; i++)
            {
                await store.CommittedAsync(i % 10 == 5 ? Quarantined(i, 2) : Commit(i, length: 5000));
            }

            await store.ReleaseAsync(1, TestContext.Current.CancellationToken);
            Time.Advance(TimeSpan.FromDays(1));
            var left = step;
            directory.Before = (operation, _) =>
            {
                if (operation != StorageOperation.Read && left-- <= 0)
                {
                    throw new IOException("The machine goes off.");
                }
            };
            store.Trim();
            var isThrough = left >= 0;
            foreach (var after in new[] { directory.AfterKill(), directory.AfterPowerLoss(new Random(step)) })
            {
                await using var again = await OpenAsync(after, Time);
                again.Totals().ShouldHaveSingleItem().ShouldBe(new Core.Ledger.GenerationTotals(Blue.Generation, Blue.Release, 20, 54, 4, 0), $"step {step}");
                again.List(0, 10).Select(record => record.Id).ShouldBe([2, 3, 4], $"step {step}");
                again.DurableWatermark.ShouldBe(new BatchId(20));
            }

            directory.Before = null;
            await store.DisposeAsync();
            if (isThrough)
            {
                step.ShouldBeGreaterThan(5);
                break;
            }
        }
    }

    [Fact]
    public async Task ReadersDuringRetentionGetTheBlockOrNothing()
    {
        var options = new SegmentStoreOptions { Directory = FolderPath, SegmentBytes = 64 << 10, MaxBytes = 2 * 64 << 10 };
        await using var store = await OpenAsync(new DiskDirectory(FolderPath), Time, options);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(() =>
        {
            var read = 0;
            while (!done.IsCancellationRequested)
            {
                foreach (var block in store.Blocks(0, long.MaxValue))
                {
                    using var bytes = store.Read(block);
                    if (bytes is not null)
                    {
                        Storage.Blocks.BlockSummary.TryRead(bytes.Memory.Span, out var summary).ShouldBeTrue();
                        summary.Rows.ShouldBe(block.Rows);
                        read++;
                    }
                }

                store.List(0, 10).Count.ShouldBeLessThanOrEqualTo(6);
            }

            return read;
        })).ToArray();
        for (var i = 1; i <= 300; i++)
        {
            await store.CommittedAsync(i % 50 == 0 ? Quarantined(i, 1) : Commit(i, length: 5000));
            if (i % 10 == 0)
            {
                store.Trim();
            }
        }

        await done.CancelAsync();
        (await Task.WhenAll(readers)).Length.ShouldBe(3);
        store.Count.ShouldBe(6);
        store.List(0, 10).Count.ShouldBe(6);
    }

    [Fact]
    public async Task ASealOutlivesItsSegment()
    {
        var directory = new MemoryDirectory();
        await using (var store = await OpenAsync(directory, Time))
        {
            await store.SealAsync(new Generation(4), TestContext.Current.CancellationToken);
            Time.Advance(TimeSpan.FromHours(2));
            await store.CommittedAsync(Commit(1, pointer: Pointer(Color.Green, 5, "r5")));
            Time.Advance(TimeSpan.FromDays(2));
            store.Trim();
        }

        await using var again = await OpenAsync(directory, Time);
        (await again.CommitAsync(Commit(2, pointer: Pointer(Color.Blue, 4, "r4")))).ShouldBe(CommitStatus.Sealed);
    }
}
