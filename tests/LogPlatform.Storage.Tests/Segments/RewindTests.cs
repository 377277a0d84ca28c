using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Segments.RewindFixture;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class RewindTests : FolderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task WhatIsSupersededIsGoneAndItsReplacementIsThereAlsoAfterAReopen(bool onDisk)
    {
        var directory = Folder(onDisk);
        string after;
        await using (var store = await OpenAsync(directory, Time))
        {
            await store.CommittedAsync(Unit(Blue, 1, (3, 1, 0), (2, 0, 1)));
            await store.CommittedAsync(Unit(Green, 3, (4, 0, 0)));
            await store.CommittedAsync(Unit(Blue, 4, (0, 2, 0)));
            var before = store.View();
            var units = store.UnitsOf(Blue.Generation);
            units.Select(unit => unit.Tallies.Count).ShouldBe([2, 1]);
            units[0].Tallies.ShouldBe([new BatchTally(new BatchId(1), 3, 1, 0), new BatchTally(new BatchId(2), 2, 0, 1)]);
            units.ShouldAllBe(unit => unit.Pointer == Blue && !unit.HasReleasedQuarantine);

            await store.StageAllAsync(Blue.Generation, Green);
            store.StagedBy(FirstRewind).ShouldBe(units.Select(unit => unit.Number).ToHashSet());
            store.View().ShouldBe(before, "Nobody sees what is staged.");
            (await store.SupersedeAsync()).ShouldBe(new SupersededTotals(2, 3, 5, 9));

            after = store.View();
            store.Totals().ShouldBe([new GenerationTotals(Blue.Generation, Blue.Release, 0, 0, 0, 0), new GenerationTotals(Green.Generation, Green.Release, 4, 13, 0, 0)]);
            store.List(0, 10).ShouldBeEmpty();
            store.UnitsOf(Blue.Generation).ShouldBeEmpty();
            store.UnitsOf(Green.Generation).Count.ShouldBe(3);
            store.StagedBy(FirstRewind).ShouldBeEmpty();
            store.LastId.ShouldBe(store.After(0, 10)[^1].Id);
            (await store.CommitAsync(Unit(Green, 1, (1, 0, 0)))).ShouldBe(CommitStatus.Duplicate);
        }

        await using var again = await OpenAsync(directory, Time);
        again.View().ShouldBe(after);
        again.UnitsOf(Green.Generation).Count.ShouldBe(3);
        again.UnitsOf(Blue.Generation).ShouldBeEmpty();
        (await again.SupersedeAsync()).ShouldBe(new SupersededTotals(2, 3, 5, 9), "Whoever did not hear the answer asks again.");
        again.View().ShouldBe(after);
    }

    [Fact]
    public async Task WhatIsStagedSurvivesARestartAndWhatIsAbandonedDoesNot()
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 0, 0)));
        await store.CommittedAsync(Unit(Blue, 2, (3, 0, 0)));
        var units = store.UnitsOf(Blue.Generation);
        await store.StageAsync(units[1], Kept(units[1], Green));
        await store.DisposeAsync();

        store = await OpenAsync(directory, Time);
        store.StagedBy(FirstRewind).ShouldBe(new HashSet<long> { units[1].Number });
        store.StagedBy(new RewindId(2)).ShouldBeEmpty();
        (await store.StageAsync(units[1], Kept(units[1], Green))).ShouldBe(CommitStatus.Duplicate);
        await store.CommittedAsync(Unit(Green, 3, (1, 0, 0)));
        store.After(0, 10)[^1].Id.ShouldBe(4, "The staged block has the id before.");
        var before = store.View();
        await store.AbandonAsync();
        store.StagedBy(FirstRewind).ShouldBeEmpty();
        (await store.SupersedeAsync()).Units.ShouldBe(0);

        directory = directory.AfterPowerLoss(new Random(1));
        await store.DisposeAsync();
        await using var again = await OpenAsync(directory, Time);
        again.StagedBy(FirstRewind).ShouldBeEmpty();
        again.View().ShouldBe(before);
    }

    [Fact]
    public async Task AReplacementMustBeOfTheSameRecordsOfAUnitThatIsThere()
    {
        await using var store = await OpenAsync(new MemoryDirectory(), Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 0, 0), (2, 0, 0)));
        var unit = store.UnitsOf(Blue.Generation).Single();
        (await store.StageAsync(unit, Unit(Green, 1, (3, 0, 0)))).ShouldBe(CommitStatus.Malformed);
        (await store.StageAsync(unit, Unit(Green, 1, (3, 0, 0), (1, 0, 0)))).ShouldBe(CommitStatus.Malformed);
        (await store.StageAsync(unit, Unit(Green, 2, (3, 0, 0), (2, 0, 0)))).ShouldBe(CommitStatus.Malformed);
        (await store.StageAsync(unit, Kept(unit, Green), default(RewindId))).ShouldBe(CommitStatus.Malformed);
        (await store.StageAsync(unit with { Number = 99 }, Kept(unit, Green))).ShouldBe(CommitStatus.Duplicate);
        (await store.StageAsync(unit, Unit(Green, 1, (0, 3, 0), (1, 0, 1)))).ShouldBe(CommitStatus.Committed);
    }

    [Fact]
    public async Task ASealedGenerationCanBeRewoundAndBeWhatTheNewRecordsCarry()
    {
        await using var store = await OpenAsync(new MemoryDirectory(), Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 0, 0)));
        await store.SealAsync(Green.Generation, Token);
        await store.StageAllAsync(Blue.Generation, Green);
        (await store.SupersedeAsync()).Units.ShouldBe(1);
        store.TotalsOf(Green.Generation).Committed.ShouldBe(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AUnitWhoseQuarantineWasReleasedIsHeld(bool restart)
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 2, 0)));
        await store.CommittedAsync(Unit(Blue, 2, (3, 1, 0)));
        await store.ReleaseAsync(2, Token);
        if (restart)
        {
            directory = directory.AfterKill();
            store = await OpenAsync(directory, Time);
        }

        store.UnitsOf(Blue.Generation).Select(unit => unit.HasReleasedQuarantine).ShouldBe([true, false]);
        await store.StageAllAsync(Blue.Generation, Green);
        await store.ReleaseAsync(3, Token);
        (await store.SupersedeAsync()).ShouldBe(new SupersededTotals(0, 0, 0, 0), "The second one was released after it was staged.");
        store.TotalsOf(Blue.Generation).Batches.ShouldBe(2);
        store.List(0, 10).Select(record => record.Id).ShouldBe([1]);
        store.StagedBy(FirstRewind).ShouldBeEmpty();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task WhatWasPutInPlaceCanBeReplacedAgain()
    {
        var directory = new MemoryDirectory();
        var third = Pointer(Color.Blue, 3, "r3");
        string after;
        await using (var store = await OpenAsync(directory, Time))
        {
            await store.CommittedAsync(Unit(Blue, 1, (3, 0, 0)));
            var pin = store.LastId;
            await store.CommittedAsync(Unit(Blue, 2, (3, 1, 0)));
            var units = store.UnitsOf(Blue.Generation);
            await store.StageAsync(units[0], Unit(Green, 1, (1, 2, 0)));
            await store.StageAsync(units[1], Unit(Green, 2, (0, 4, 0)));
            await store.SupersedeAsync();
            store.List(0, 10).Count.ShouldBe(6);
            await store.StageAllAsync(Green.Generation, third, new RewindId(2));
            (await store.SupersedeAsync(new RewindId(2))).ShouldBe(new SupersededTotals(2, 2, 1, 7));
            store.Totals().Where(totals => totals.Batches > 0).ShouldHaveSingleItem().ShouldBe(new GenerationTotals(third.Generation, third.Release, 2, 7, 0, 0));
            store.Count.ShouldBe(0);
            store.After(0, 10).Where(block => block.Since <= pin).ShouldHaveSingleItem().First.ShouldBe(new BatchId(1), "It stands where the first one stood.");
            after = store.View();
        }

        await using var again = await OpenAsync(directory, Time);
        again.View().ShouldBe(after);
    }

    [Fact]
    public async Task OfTwoRewindsOfOneUnitTheFirstToSupersedeWins()
    {
        await using var store = await OpenAsync(new MemoryDirectory(), Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 0, 0)));
        await store.StageAllAsync(Blue.Generation, Green);
        await store.StageAllAsync(Blue.Generation, Pointer(Color.Blue, 3, "r3"), new RewindId(2));
        (await store.SupersedeAsync(new RewindId(2))).Units.ShouldBe(1);
        store.StagedBy(FirstRewind).ShouldBeEmpty();
        (await store.SupersedeAsync()).Units.ShouldBe(0);
        store.Totals().Single(totals => totals.Batches > 0).Generation.ShouldBe(new Generation(3));
    }

    [Fact]
    public async Task AQueryThatHoldsTheOldBlocksReadsThemToTheEnd()
    {
        await using var store = await OpenAsync(new MemoryDirectory(), Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 0, 0)));
        var held = store.Blocks(0, long.MaxValue);
        await store.StageAllAsync(Blue.Generation, Green);
        await store.SupersedeAsync();
        using (var bytes = store.Read(held[0]))
        {
            bytes.ShouldNotBeNull().Memory.Length.ShouldBe(held[0].Bytes);
        }

        Time.Advance(TimeSpan.FromHours(2));
        await store.CommittedAsync(Unit(Green, 2, (1, 0, 0)));
        Time.Advance(TimeSpan.FromDays(1));
        store.Trim();
        store.Read(held[0]).ShouldBeNull("Retention took it.");
    }

    [Fact]
    public async Task ReadersDuringTheFlipSeeAllOldOrAllNew()
    {
        await using var store = await OpenAsync(Folder(onDisk: true), Time);
        for (var i = 1; i <= 200; i++)
        {
            await store.CommittedAsync(Unit(Blue, i, (2, 1, 0)));
        }

        await store.StageAllAsync(Blue.Generation, Green);
        using var done = new CancellationTokenSource();
        using var start = new Barrier(4);
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Factory.StartNew(
            () =>
            {
                var seen = new HashSet<string>();
                for (var isLast = false; !isLast;)
                {
                    isLast = done.IsCancellationRequested;
                    var blocks = reader == 0 ? store.Blocks(0, long.MaxValue) : store.After(0, int.MaxValue);
                    blocks.Count.ShouldBe(200);
                    blocks.Select(block => block.Pointer).Distinct().Count().ShouldBe(1);
                    foreach (var block in blocks)
                    {
                        using var bytes = store.Read(block).ShouldNotBeNull();
                    }

                    store.List(0, int.MaxValue).Count.ShouldBeOneOf(0, 200);
                    store.Totals().Sum(totals => totals.Settled).ShouldBe(600);

                    // The flip begins when each has seen the old records once.
                    if (seen.Add(blocks[0].Pointer.Release.Name) && seen.Count == 1)
                    {
                        start.SignalAndWait(Token);
                    }
                }

                return seen;
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        start.SignalAndWait(Token);
        await store.SupersedeAsync();
        await done.CancelAsync();
        foreach (var seen in await Task.WhenAll(readers))
        {
            seen.ShouldBe(["r1", "r2"]);
        }
    }

    [Fact]
    public async Task RetentionMayTakeAnyPartOfARewind()
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 1, 0)));
        await store.CommittedAsync(Unit(Blue, 2, (3, 1, 0)));
        Time.Advance(TimeSpan.FromHours(2));
        await store.StageAllAsync(Blue.Generation, Green);
        Time.Advance(TimeSpan.FromHours(2));
        await store.SupersedeAsync();
        Time.Advance(TimeSpan.FromHours(2));
        await store.CommittedAsync(Unit(Green, 3, (1, 0, 0)));
        var expected = store.Totals();
        int[] blocks = [3, 1, 1];
        for (var taken = 0; taken < 3; taken++)
        {
            // The originals, then what took their place, then the frame that says so.
            Time.Advance(TimeSpan.FromHours(taken == 0 ? 19 : 2));
            store.Trim();
            directory.List().Where(name => name.EndsWith(".segment", StringComparison.Ordinal)).Min().ShouldBe(StoreSegment.FileNameOf(2 + taken));
            store.After(0, 10).Count.ShouldBe(blocks[taken]);
            store.Totals().ShouldBe(expected);
            store.List(0, 10).ShouldBeEmpty();
            directory = directory.AfterPowerLoss(new Random(taken));
            store = await OpenAsync(directory, Time);
            store.Totals().ShouldBe(expected, $"{taken} taken");
            store.After(0, 10).Count.ShouldBe(blocks[taken]);
            store.List(0, 10).ShouldBeEmpty();
            store.DurableWatermark.ShouldBe(new BatchId(3));
        }

        await store.DisposeAsync();
    }

    [Fact]
    public async Task WhenRetentionTakesTheOriginalFirstItsReplacementIsNeverSeen()
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 1, 0)));
        Time.Advance(TimeSpan.FromHours(2));
        await store.CommittedAsync(Unit(Blue, 2, (3, 0, 0)));
        await store.StageAllAsync(Blue.Generation, Green);
        Time.Advance(TimeSpan.FromHours(23));
        store.Trim();
        store.StagedBy(FirstRewind).Count.ShouldBe(1);
        directory = directory.AfterPowerLoss(new Random(1));
        store = await OpenAsync(directory, Time);
        store.StagedBy(FirstRewind).Count.ShouldBe(1);
        store.UnitsOf(Blue.Generation).Count.ShouldBe(1);
        (await store.SupersedeAsync()).ShouldBe(new SupersededTotals(1, 1, 3, 3));
        store.TotalsOf(Blue.Generation).ShouldBe(new GenerationTotals(Blue.Generation, Blue.Release, 1, 3, 1, 0));
        store.List(0, 10).ShouldHaveSingleItem().Batch.ShouldBe(new BatchId(1), "Its quarantine was carried over.");
        await store.DisposeAsync();
    }
}
