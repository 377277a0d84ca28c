using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Tests.Conformance;

/// <summary>How the blocks of every store are found and read: the words of <see cref="IBlockCatalog"/> as tests.</summary>
public abstract class CatalogRules : StoreTest
{
    [Fact]
    public async Task BlocksAreFoundByTimeLatestFirst()
    {
        await using var test = await OpenAsync();
        var random = new Random(5);
        var times = new List<(long Min, long Max)>();
        for (var i = 1; i <= 150; i++)
        {
            // Mostly rising, some late.
            var min = (i * 10) - (random.Next(5) == 0 ? random.Next(2000) : 0);
            times.Add((min, min + random.Next(50)));
            await CommittedAsync(test, Commit(i, min: min, max: times[^1].Max));
        }

        for (var from = -100; from < 1700; from += 170)
        {
            var to = from + 333;
            var found = test.Catalog.Blocks(from, to);
            found.Select(block => block.Id).Order().ShouldBe(
                times.Select((time, i) => (time, Id: i + 1L)).Where(pair => pair.time.Max >= from && pair.time.Min < to).Select(pair => pair.Id));
            found.Select(block => block.MaxUnixNano).ShouldBe(found.Select(block => block.MaxUnixNano).OrderDescending());
        }
    }

    [Fact]
    public async Task ABlockIsListedWithAllThatIsKnownOfIt()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Commit(7, rows: 5, pointer: Green, min: 11, max: 13, length: 777));
        var expected = new StoredBlock(1, Green, new BatchId(7), new BatchId(7), 5, 11, 13, 777);
        test.Catalog.After(0, 10).ShouldHaveSingleItem().ShouldBe(expected);
        test.Catalog.Blocks(13, 14).ShouldHaveSingleItem().ShouldBe(expected);
        test.Catalog.Blocks(14, 15).ShouldBeEmpty();
        test.Catalog.Blocks(0, 11).ShouldBeEmpty();
    }

    [Fact]
    public async Task BlocksAfterAnIdComeInOrderPageByPage()
    {
        await using var test = await OpenAsync();
        test.Catalog.LastId.ShouldBe(0);
        test.Catalog.After(0, 10).ShouldBeEmpty();
        for (var i = 1; i <= 7; i++)
        {
            await CommittedAsync(test, Commit(i));
        }

        test.Catalog.After(0, 3).Select(block => block.Id).ShouldBe([1, 2, 3]);
        test.Catalog.After(3, 10).Select(block => block.Id).ShouldBe([4, 5, 6, 7]);
        test.Catalog.After(7, 10).ShouldBeEmpty();
        test.Catalog.LastId.ShouldBe(7);
    }

    [Fact]
    public async Task APrefixIsTheStartOfTheBlockAndNeverMoreThanIt()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Commit(1, length: 50_000));
        var block = test.Catalog.After(0, 1).Single();
        using var whole = test.Catalog.Read(block).ShouldNotBeNull();
        using var prefix = test.Catalog.ReadPrefix(block, 50).ShouldNotBeNull();
        using var more = test.Catalog.ReadPrefix(block, block.Bytes + 1).ShouldNotBeNull();
        whole.Memory.Length.ShouldBe(block.Bytes);
        whole.Memory.ToArray().ShouldBe(Commit(1, length: 50_000).Result.Blocks[0].ToArray());
        prefix.Memory.ToArray().ShouldBe(whole.Memory[..50].ToArray());
        more.Memory.ToArray().ShouldBe(whole.Memory.ToArray());
    }

    [Fact]
    public async Task AWaitForNewBlocksEndsWithTheNextCommit()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Commit(1));
        await test.Catalog.WaitAsync(0, Token);
        var waiting = test.Catalog.WaitAsync(1, Token).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        await CommittedAsync(test, Commit(2));
        await waiting;
        test.Catalog.After(1, 10).ShouldHaveSingleItem().Id.ShouldBe(2);
        using var stop = new CancellationTokenSource();
        var more = test.Catalog.WaitAsync(2, stop.Token).AsTask();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(more);
    }

    [Fact]
    public async Task RetentionTakesOldBlocksAndTheLedgerKeepsTheirSums()
    {
        await using var test = await OpenAsync();
        for (var i = 1; i <= 40; i++)
        {
            await CommittedAsync(test, Commit(i, length: 5000));
        }

        var blocks = test.Catalog.Blocks(0, long.MaxValue);
        using var held = test.Catalog.Read(blocks[0]);
        test.Advance(TimeSpan.FromDays(2));
        await test.TrimAsync();
        await test.TrimAsync();
        blocks.Count.ShouldBe(40, "A snapshot does not change.");
        blocks.ShouldAllBe(block => test.Catalog.Read(block) == null && test.Catalog.ReadPrefix(block, 100) == null);
        held!.Memory.Length.ShouldBe(5000);
        test.Catalog.Blocks(0, long.MaxValue).ShouldBeEmpty();

        await test.RestartAsync();
        test.Records.Totals().ShouldHaveSingleItem().Committed.ShouldBe(120);
        (await CommitAsync(test, Commit(7))).ShouldBe(CommitStatus.Duplicate);
        await CommittedAsync(test, Commit(41));
        test.Catalog.LastId.ShouldBe(41, "Ids are not used again.");
    }

    [Fact]
    public async Task ReadersDuringRetentionGetTheBlockOrNothing()
    {
        await using var test = await OpenAsync();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(reader => Task.Run(
            () =>
            {
                for (var isLast = false; !isLast;)
                {
                    isLast = done.IsCancellationRequested;
                    foreach (var block in test.Catalog.Blocks(0, long.MaxValue))
                    {
                        using var bytes = test.Catalog.Read(block);
                        bytes?.Memory.ToArray().ShouldBe(Block(block.Rows, block.MinUnixNano, block.MaxUnixNano, block.Bytes, (int)block.First.Value));
                    }
                }
            },
            Token)).ToArray();
        for (var i = 1; i <= 60; i++)
        {
            await CommittedAsync(test, Commit(i, length: 5000));
            test.Advance(TimeSpan.FromHours(3));
            if (i % 5 == 0)
            {
                await test.TrimAsync();
            }
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        test.Catalog.After(0, 100).Count.ShouldBeInRange(7, 40);
    }
}
