using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class StoreFaultTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task ACommitTornAtAnyByteIsNotThereAtAll()
    {
        for (var tear = 0; ; tear++)
        {
            var directory = new MemoryDirectory();
            var store = await OpenAsync(directory, _time);
            await store.CommittedAsync(Commit(1, length: 60));
            directory.TearAfter = tear;
            var status = await store.CommitAsync(Commit(2, length: 61));
            directory.TearAfter = null;
            if (status == CommitStatus.Committed)
            {
                tear.ShouldBeGreaterThan(200, "The loop has gone over a whole frame.");
                await store.DisposeAsync();
                break;
            }

            status.ShouldBe(CommitStatus.Unavailable);
            store.ReadAllBatches().ShouldBe([1]);
            store.IsCommitted(new BatchId(2)).ShouldBeFalse();
            store.LastId.ShouldBe(1);
            await store.CommittedAsync(Commit(2, length: 61));
            store.ReadAllBatches().ShouldBe([1, 2]);
            await using var again = await OpenAsync(directory.AfterKill(), _time);
            again.ReadAllBatches().ShouldBe([1, 2]);
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task AKillInTheMiddleOfAFrameCutsItOff()
    {
        var whole = new MemoryDirectory();
        var store = await OpenAsync(whole, _time);
        await store.CommittedAsync(Commit(1, length: 60));
        await store.CommittedAsync(Commit(2, length: 61));
        var file = StoreSegment.FileNameOf(1);
        var bytes = whole.BytesOf(file).ToArray();
        var start = bytes.AsSpan(100).IndexOf("LPSF"u8) + 100;
        await store.DisposeAsync();
        for (var length = start; length < bytes.Length; length++)
        {
            var directory = new MemoryDirectory();
            directory.Create(file).Write(0, bytes.AsSpan(0, length));
            await using var again = await OpenAsync(directory, _time);

            // The frame is padded with zeros to a multiple of 8; without the padding it does not count as whole.
            again.ReadAllBatches().ShouldBe([1], $"cut at {length}");
            await again.CommittedAsync(Commit(3, length: 61));
            again.ReadAllBatches().ShouldBe([1, 3]);
        }
    }

    [Fact]
    public async Task AfterAFailedSyncCommitsAreWrittenAgainElsewhereBeforeTheyCount()
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, _time);
        await store.CommittedAsync(Commit(1));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await store.CommittedAsync(Commit(2));
        await store.CommittedAsync(Quarantined(3, 2));
        FailOnce(directory, StorageOperation.Flush);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        store.DurableWatermark.ShouldBe(new BatchId(1));
        store.ReadAllBatches().ShouldBe([1, 2]);
        store.Status().Segments.ShouldBe(2);

        // A power loss now takes what the failed sync left in memory only.
        await using (var lost = await OpenAsync(directory.AfterPowerLoss(new Random(0)), new ManualTime()))
        {
            lost.IsCommitted(new BatchId(1)).ShouldBeTrue();
        }

        await store.CommittedAsync(Commit(4));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        store.DurableWatermark.ShouldBe(new BatchId(4));
        await using var again = await OpenAsync(directory.AfterPowerLoss(new Random(1)), new ManualTime());
        again.ReadAllBatches().ShouldBe([1, 2, 4]);
        again.List(0, 10).Select(record => record.Payload.ToArray()).ShouldBe([Payload(3, 0, 20), Payload(3, 1, 20)]);
        again.DurableWatermark.ShouldBe(new BatchId(4));
        await store.DisposeAsync();
    }

    [Fact]
    public async Task WhileTheDiskFailsCommitsAreRefusedAndNothingCountsAsDurable()
    {
        var directory = new MemoryDirectory();
        await using var store = await OpenAsync(directory, _time);
        await store.CommittedAsync(Commit(1));
        directory.Before = (operation, _) =>
        {
            if (operation is StorageOperation.Flush or StorageOperation.Create)
            {
                throw new IOException("The disk is gone.");
            }
        };
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            (await store.CommitAsync(Commit(2))).ShouldBe(CommitStatus.Unavailable);
        }

        store.DurableWatermark.ShouldBe(default);
        store.ReadAllBatches().ShouldBe([1]);
        await Should.ThrowAsync<IOException>(async () => await store.SealAsync(new Generation(1), TestContext.Current.CancellationToken));
        directory.List().Count(name => name.EndsWith(".segment", StringComparison.Ordinal)).ShouldBe(1);

        directory.Before = null;
        _time.Advance(TimeSpan.FromMilliseconds(100));
        store.DurableWatermark.ShouldBe(new BatchId(1));
        await store.CommittedAsync(Commit(2));
    }

    [Fact]
    public async Task BytesThatAFailedSyncLostAreWrittenAgainOnOpening()
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, _time);
        await store.CommittedAsync(Commit(1));
        directory.Before = (operation, _) =>
        {
            if (operation is StorageOperation.Flush or StorageOperation.Create)
            {
                throw new IOException("The disk is gone.");
            }
        };
        _time.Advance(TimeSpan.FromMilliseconds(100));

        var killed = directory.AfterKill();
        var again = await OpenAsync(killed, new ManualTime());
        again.DurableWatermark.ShouldBe(new BatchId(1));
        await using var last = await OpenAsync(killed.AfterPowerLoss(new Random(4)), new ManualTime());
        last.ReadAllBatches().ShouldBe([1], "The watermark let the journal go.");
        await again.DisposeAsync();
        directory.Before = null;
        await store.DisposeAsync();
    }

    [Fact]
    public async Task ADamagedHeadInTheCheckedPartIsCountedAndWhatFollowsIsKept()
    {
        var directory = new MemoryDirectory();
        await using (var store = await OpenAsync(directory, _time))
        {
            for (var i = 1; i <= 40; i++)
            {
                await store.CommittedAsync(Commit(i, length: 5000));
            }
        }

        var first = directory.BytesOf(StoreSegment.FileNameOf(1));
        first[first.Length / 2 / 8 * 8]++;
        var at = first.AsSpan(first.Length / 2).IndexOf("LPSF"u8) + (first.Length / 2);
        first[at]++;
        await using var again = await OpenAsync(directory, _time);
        again.Status().Damages.ShouldBe(1);
        again.IsCommitted(new BatchId(10)).ShouldBeTrue("The manifest knows the committed batches.");
        again.After(0, 100).ShouldContain(block => block.First.Value == 40);
        await again.CommittedAsync(Commit(41));
        await using var third = await OpenAsync(directory.AfterKill(), _time);
        third.After(0, 100).ShouldContain(block => block.First.Value == 41);
    }

    private static void FailOnce(MemoryDirectory directory, StorageOperation failing) => directory.Before = (operation, _) =>
    {
        if (operation == failing)
        {
            directory.Before = null;
            throw new IOException($"{failing} failed.");
        }
    };
}
