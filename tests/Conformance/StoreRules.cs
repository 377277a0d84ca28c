using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Tests.Conformance;

/// <summary>What every store does with commits: the words of <see cref="IRecordStore"/> as tests.</summary>
public abstract class StoreRules : StoreTest
{
    [Fact]
    public async Task ACommitIsVisibleAtOnceAndStaysAfterARestart()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Commit(1));
        ReadAllBatches(test).ShouldBe([1]);
        test.Records.IsCommitted(new BatchId(1)).ShouldBeTrue();
        test.Records.IsCommitted(new BatchId(2)).ShouldBeFalse();
        test.Records.CommittedOf([new BatchId(1), new BatchId(2)]).ShouldBe([new BatchId(1)]);
        test.Catalog.LastId.ShouldBe(1);

        await test.RestartAsync();
        ReadAllBatches(test).ShouldBe([1]);
        test.Records.IsCommitted(new BatchId(1)).ShouldBeTrue();
        test.Records.Totals().ShouldBe([new GenerationTotals(Blue.Generation, Blue.Release, 1, 3, 0, 0)]);
        test.Catalog.After(0, 10).ShouldHaveSingleItem().Pointer.ShouldBe(Blue);
        await CommittedAsync(test, Commit(2));
        test.Catalog.LastId.ShouldBe(2);
    }

    [Fact]
    public async Task ManyCommitsKeepTheirOrder()
    {
        await using var test = await OpenAsync();
        for (var i = 1; i <= 60; i++)
        {
            await CommittedAsync(test, Commit(i, length: 100 + (i * 37 % 5000) + (i == 50 ? 300_000 : 0)));
        }

        ReadAllBatches(test).ShouldBe(Enumerable.Range(1, 60).Select(i => (long)i));
        await test.RestartAsync();
        ReadAllBatches(test).ShouldBe(Enumerable.Range(1, 60).Select(i => (long)i));
        test.Records.Totals().ShouldHaveSingleItem().Settled.ShouldBe(180);
    }

    [Fact]
    public async Task ABatchIsCommittedOnceOnlyAlsoAfterARestart()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Commit(1));
        (await CommitAsync(test, Commit(1))).ShouldBe(CommitStatus.Duplicate);
        await test.RestartAsync();
        (await CommitAsync(test, Commit(1))).ShouldBe(CommitStatus.Duplicate);
        ReadAllBatches(test).ShouldBe([1]);
        test.Records.Totals().ShouldHaveSingleItem().Batches.ShouldBe(1);
    }

    [Fact]
    public async Task ConcurrentCommitsOfOneBatchStoreItOnce()
    {
        await using var test = await OpenAsync();
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8 * 50).Select(i => Task.Run(async () => await CommitAsync(test, Commit(1 + (i / 8))))));
        statuses.Count(status => status == CommitStatus.Committed).ShouldBe(50);
        statuses.Count(status => status == CommitStatus.Duplicate).ShouldBe(350);
        ReadAllBatches(test).Order().ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i));
        test.Records.Totals().ShouldHaveSingleItem().ShouldBe(new GenerationTotals(Blue.Generation, Blue.Release, 50, 150, 0, 0));
    }

    [Fact]
    public async Task ASealedGenerationAndThoseBeforeItAreRefusedAlsoAfterACrash()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Commit(1));
        await CommittedAsync(test, Commit(2, pointer: Green));
        await test.Records.SealAsync(Green.Generation, Token);
        (await CommitAsync(test, Commit(3))).ShouldBe(CommitStatus.Sealed);
        (await CommitAsync(test, Commit(3, pointer: Green))).ShouldBe(CommitStatus.Sealed);
        await CommittedAsync(test, Commit(3, pointer: Pointer(Color.Blue, 3, "r1")));
        await test.Records.SealAsync(Blue.Generation, Token);
        await test.CrashAsync();
        (await CommitAsync(test, Commit(4, pointer: Green))).ShouldBe(CommitStatus.Sealed, "A seal of an earlier one takes nothing back.");
        test.Records.IsCommitted(new BatchId(1)).ShouldBeTrue("The seal was made durable behind it.");
        (await CommitAsync(test, Commit(1))).ShouldBe(CommitStatus.Duplicate, "What is committed is so whatever was sealed since.");
    }

    [Fact]
    public async Task CommitsRaceWithASealAndOneOfThemWins()
    {
        await using var test = await OpenAsync();
        using var start = new Barrier(9);
        var committing = Enumerable.Range(1, 8).Select(i => Task.Factory.StartNew(
            async () =>
            {
                start.SignalAndWait(Token);
                return await CommitAsync(test, Commit(i));
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()).ToList();
        start.SignalAndWait(Token);
        await test.Records.SealAsync(Blue.Generation, Token);
        var sealedThen = ReadAllBatches(test);
        var statuses = await Task.WhenAll(committing);
        statuses.ShouldAllBe(status => status == CommitStatus.Committed || status == CommitStatus.Sealed);
        ReadAllBatches(test).ShouldBe(sealedThen, "Nothing came after the seal was complete.");
        statuses.Count(status => status == CommitStatus.Committed).ShouldBe(sealedThen.Count);
    }

    [Fact]
    public async Task TheWatermarkWaitsForTheBatchThatIsMissing()
    {
        await using var test = await OpenAsync();
        var (first, second, third) = (await test.NextBatchAsync(), await test.NextBatchAsync(), await test.NextBatchAsync());
        await CommittedAsync(test, Commit(first.Value));
        await CommittedAsync(test, Commit(third.Value));
        test.Advance(TimeSpan.FromMilliseconds(100));
        await test.Records.WaitDurableAsync(new BatchId(first.Value - 1), Token);
        test.Records.DurableWatermark.ShouldBeInRange(first, new BatchId(second.Value - 1));
        var waiting = test.Records.WaitDurableAsync(new BatchId(third.Value - 1), Token).AsTask();
        waiting.IsCompleted.ShouldBeFalse();

        await CommittedAsync(test, Commit(second.Value));
        test.Advance(TimeSpan.FromMilliseconds(100));
        await waiting;
        test.Records.DurableWatermark.ShouldBeGreaterThanOrEqualTo(third);
        await test.CrashAsync();
        new[] { first, second, third }.ShouldAllBe(id => test.Records.IsCommitted(id), "What the watermark has passed is durable.");
    }

    [Theory]
    [MemberData(nameof(Unsound), MemberType = typeof(StoreSamples))]
    public async Task AnAnswerThatDoesNotAddUpIsMalformed(string what, object commit)
    {
        await using var test = await OpenAsync();
        (await CommitAsync(test, (Commit)commit)).ShouldBe(CommitStatus.Malformed, what);
        test.Records.Totals().ShouldBeEmpty();
        await CommittedAsync(test, Commit(1));
    }

    [Fact]
    public async Task UnitsOfSeveralBatchesAreCommittedWholeOrNotAtAll()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Commit(2));
        var unit = new Commit(Blue, new WorkResult
        {
            Number = 1,
            Tallies = [new BatchTally(new BatchId(1), 2, 0, 1), new BatchTally(new BatchId(2), 3, 0, 0), new BatchTally(new BatchId(3), 0, 0, 5)],
            Blocks = [Block(4), Block(1)],
            Quarantine = default,
            CpuNanoseconds = 0,
        });
        (await CommitAsync(test, unit)).ShouldBe(CommitStatus.Duplicate);
        test.Records.IsCommitted(new BatchId(1)).ShouldBeFalse();
        test.Records.Totals()[0].Batches.ShouldBe(1);

        var rest = unit with { Result = unit.Result with { Tallies = [unit.Result.Tallies[0], unit.Result.Tallies[2]], Blocks = [Block(1), Block(1)] } };
        await CommittedAsync(test, rest);
        test.Records.Totals()[0].ShouldBe(new GenerationTotals(Blue.Generation, Blue.Release, 3, 5, 0, 6));
        var blocks = test.Catalog.After(1, 10);
        blocks.Select(block => block.Id).ShouldBe([2, 3]);
        (blocks[0].First, blocks[0].Last).ShouldBe((new BatchId(1), new BatchId(1)), "Only batches with stored records count.");
    }

    [Fact]
    public async Task TotalsAreOneLineForEachGenerationInOrder()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Unit(Green, 1, (3, 1, 0)));
        await CommittedAsync(test, Unit(Blue, 2, (1, 0, 2), (0, 2, 0)));
        await CommittedAsync(test, Unit(Green, 4, (0, 0, 4)));
        GenerationTotals[] expected =
        [
            new(Blue.Generation, Blue.Release, 2, 1, 2, 2),
            new(Green.Generation, Green.Release, 2, 3, 1, 4),
        ];
        test.Records.Totals().ShouldBe(expected);
        await test.RestartAsync();
        test.Records.Totals().ShouldBe(expected);
        test.Advance(TimeSpan.FromDays(2));
        await test.TrimAsync();
        test.Records.Totals().ShouldBe(expected, "Retention does not change what happened.");
    }

    [Fact]
    public async Task ACommitThatIsCancelledBeforeItBeginsCommitsNothing()
    {
        await using var test = await OpenAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await test.Records.CommitAsync(Commit(1), new CancellationToken(canceled: true)));
        test.Records.Totals().ShouldBeEmpty();
        await CommittedAsync(test, Commit(1));
    }
}
