using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class SegmentStoreTests : FolderTests
{
    [Theory]
    [MemberData(nameof(Folders))]
    public async Task ACommitIsVisibleAtOnceAndStaysAfterAReopen(bool onDisk)
    {
        var directory = Folder(onDisk);
        await using (var store = await OpenAsync(directory, Time))
        {
            await store.CommittedAsync(Commit(1));
            store.ReadAllBatches().ShouldBe([1]);
            store.IsCommitted(new BatchId(1)).ShouldBeTrue();
            store.LastId.ShouldBe(1);
        }

        await using var again = await OpenAsync(directory, Time);
        again.ReadAllBatches().ShouldBe([1]);
        again.DurableWatermark.ShouldBe(new BatchId(1));
        again.Totals().ShouldBe([new GenerationTotals(Blue.Generation, Blue.Release, 1, 3, 0, 0)]);
        again.After(0, 10).ShouldHaveSingleItem().Pointer.ShouldBe(Blue);
        await again.CommittedAsync(Commit(2));
        again.LastId.ShouldBe(2);
    }

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

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task APrefixIsTheStartOfTheBlockAndNeverMoreThanIt(bool onDisk)
    {
        await using var store = await OpenAsync(Folder(onDisk), Time);
        await store.CommittedAsync(Commit(1));
        var block = store.After(0, 1).Single();
        using var whole = store.Read(block).ShouldNotBeNull();
        using var prefix = store.ReadPrefix(block, 50).ShouldNotBeNull();
        using var more = store.ReadPrefix(block, block.Bytes + 1).ShouldNotBeNull();
        whole.Memory.Length.ShouldBe(block.Bytes);
        prefix.Memory.ToArray().ShouldBe(whole.Memory[..50].ToArray());
        more.Memory.ToArray().ShouldBe(whole.Memory.ToArray());
    }

    [Fact]
    public async Task ABatchIsCommittedOnceOnly()
    {
        var directory = new MemoryDirectory();
        await using (var store = await OpenAsync(directory, Time))
        {
            await store.CommittedAsync(Commit(1));
            (await store.CommitAsync(Commit(1))).ShouldBe(CommitStatus.Duplicate);
        }

        await using var again = await OpenAsync(directory, Time);
        (await again.CommitAsync(Commit(1))).ShouldBe(CommitStatus.Duplicate);
        again.ReadAllBatches().ShouldBe([1]);
    }

    [Fact]
    public async Task ConcurrentCommitsOfOneBatchStoreItOnce()
    {
        await using var store = await OpenAsync(new MemoryDirectory(), Time);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8 * 50).Select(i => Task.Run(async () => await store.CommitAsync(Commit(1 + (i / 8))))));
        statuses.Count(status => status == CommitStatus.Committed).ShouldBe(50);
        store.ReadAllBatches().Order().ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i));
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

    public static TheoryData<string, Commit> Unsound => new()
    {
        { "no tallies", Altered(result => result with { Tallies = [] }) },
        { "negative tally", Altered(result => result with { Tallies = [new BatchTally(new BatchId(1), 4, -1, 0)] }) },
        { "batch twice", Altered(result => result with { Tallies = [new BatchTally(new BatchId(1), 2, 0, 0), new BatchTally(new BatchId(1), 1, 0, 0)] }) },
        { "more rows than tallied", Altered(result => result with { Tallies = [new BatchTally(new BatchId(1), 2, 0, 0)] }) },
        { "block missing", Altered(result => result with { Blocks = [] }) },
        { "block cut", Altered(result => result with { Blocks = [result.Blocks[0][..^1]] }) },
        { "block changed", Altered(result => result with { Blocks = [Flipped(result.Blocks[0])] }) },
        { "quarantine missing", Altered(result => result with { Tallies = [new BatchTally(new BatchId(1), 3, 1, 0)] }) },
        { "quarantine of nobody", Altered(result => result with { Quarantine = Quarantined(1, 1).Result.Quarantine }) },
        { "quarantine of another batch", new Commit(Blue, Quarantined(1, 1).Result with { Quarantine = Quarantined(2, 1).Result.Quarantine }) },
        { "quarantine cut", new Commit(Blue, Quarantined(1, 2).Result with { Quarantine = Quarantined(1, 2).Result.Quarantine[..^8] }) },
        { "no generation", Commit(1, pointer: Pointer(Color.Blue, 0, "r1")) },
        { "no color", Commit(1, pointer: Pointer(Color.None, 1, "r1")) },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task AnAnswerThatDoesNotAddUpIsMalformed(string what, Commit commit)
    {
        await using var store = await OpenAsync(new MemoryDirectory(), Time);
        (await store.CommitAsync(commit)).ShouldBe(CommitStatus.Malformed, what);
        store.Totals().ShouldBeEmpty();
        await store.CommittedAsync(Commit(1));
    }

    [Fact]
    public async Task BlocksAreFoundByTimeLatestFirst()
    {
        await using var store = await OpenAsync(new MemoryDirectory(), Time);
        var random = new Random(5);
        var times = new List<(long Min, long Max)>();
        for (var i = 1; i <= 300; i++)
        {
            // Mostly rising, some late.
            var min = (i * 10) - (random.Next(5) == 0 ? random.Next(2000) : 0);
            times.Add((min, min + random.Next(50)));
            await store.CommittedAsync(Commit(i, min: min, max: times[^1].Max));
        }

        for (var from = -100; from < 3200; from += 170)
        {
            var to = from + 333;
            var found = store.Blocks(from, to);
            found.Select(block => block.Id).Order().ShouldBe(
                times.Select((time, i) => (time, Id: i + 1L)).Where(pair => pair.time.Max >= from && pair.time.Min < to).Select(pair => pair.Id));
            found.Select(block => block.MaxUnixNano).ShouldBe(found.Select(block => block.MaxUnixNano).OrderDescending());
        }
    }

    [Fact]
    public async Task AWaitForNewBlocksEndsWithTheNextCommit()
    {
        await using var store = await OpenAsync(new MemoryDirectory(), Time);
        await store.CommittedAsync(Commit(1));
        var waiting = store.WaitAsync(1, TestContext.Current.CancellationToken).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        await store.CommittedAsync(Commit(2));
        await waiting;
        store.After(1, 10).ShouldHaveSingleItem().Id.ShouldBe(2);
    }

    [Fact]
    public async Task UnitsOfSeveralBatchesAreCommittedWholeOrNotAtAll()
    {
        await using var store = await OpenAsync(new MemoryDirectory(), Time);
        await store.CommittedAsync(Commit(2));
        var unit = new Commit(Blue, new WorkResult
        {
            Number = 1,
            Tallies = [new BatchTally(new BatchId(1), 2, 0, 1), new BatchTally(new BatchId(2), 3, 0, 0), new BatchTally(new BatchId(3), 0, 0, 5)],
            Blocks = [Block(4), Block(1)],
            Quarantine = default,
            CpuNanoseconds = 0,
        });
        (await store.CommitAsync(unit)).ShouldBe(CommitStatus.Duplicate);
        store.IsCommitted(new BatchId(1)).ShouldBeFalse();
        store.Totals()[0].Batches.ShouldBe(1);

        var rest = unit with { Result = unit.Result with { Tallies = [unit.Result.Tallies[0], unit.Result.Tallies[2]], Blocks = [Block(1), Block(1)] } };
        await store.CommittedAsync(rest);
        store.Totals()[0].ShouldBe(new GenerationTotals(Blue.Generation, Blue.Release, 3, 5, 0, 6));
        var block = store.After(1, 10)[0];
        (block.First, block.Last).ShouldBe((new BatchId(1), new BatchId(1)), "Only batches with stored records count.");
    }

    private static Commit Altered(Func<WorkResult, WorkResult> change) => new(Blue, change(Commit(1).Result));

    private static byte[] Flipped(ReadOnlyMemory<byte> block)
    {
        var bytes = block.ToArray();
        bytes[^1] ^= 1;
        return bytes;
    }
}
