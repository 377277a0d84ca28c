using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;

namespace LogPlatform.Tests.Conformance;

/// <summary>How every store replaces what a generation committed: the words of <see cref="IRewindStore"/> as tests.</summary>
public abstract class RewindRules : StoreTest
{
    [Fact]
    public async Task WhatIsSupersededIsGoneAndItsReplacementIsThereAlsoAfterARestart()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Unit(Blue, 1, (3, 1, 0), (2, 0, 1)));
        await CommittedAsync(test, Unit(Green, 3, (4, 0, 0)));
        await CommittedAsync(test, Unit(Blue, 4, (0, 2, 0)));
        var before = View(test);
        var units = test.Rewinds.UnitsOf(Blue.Generation);
        units.Select(unit => unit.Tallies.Count).ShouldBe([2, 1]);
        units[0].Tallies.ShouldBe([new BatchTally(new BatchId(1), 3, 1, 0), new BatchTally(new BatchId(2), 2, 0, 1)]);
        units.ShouldAllBe(unit => unit.Pointer == Blue && !unit.HasReleasedQuarantine);

        await StageAllAsync(test, Blue.Generation, Green);
        test.Rewinds.StagedBy(FirstRewind).ShouldBe(units.Select(unit => unit.Number).ToHashSet());
        View(test).ShouldBe(before, "Nobody sees what is staged.");
        (await SupersedeAsync(test)).ShouldBe(new SupersededTotals(2, 3, 5, 9));

        var after = View(test);
        test.Records.Totals().ShouldBe([new GenerationTotals(Blue.Generation, Blue.Release, 0, 0, 0, 0), new GenerationTotals(Green.Generation, Green.Release, 4, 13, 0, 0)]);
        test.Quarantine.List(0, 10).ShouldBeEmpty();
        test.Rewinds.UnitsOf(Blue.Generation).ShouldBeEmpty();
        test.Rewinds.UnitsOf(Green.Generation).Count.ShouldBe(3);
        test.Rewinds.StagedBy(FirstRewind).ShouldBeEmpty();
        test.Catalog.LastId.ShouldBe(test.Catalog.After(0, 10)[^1].Id);
        (await CommitAsync(test, Unit(Green, 1, (1, 0, 0)))).ShouldBe(CommitStatus.Duplicate);

        await test.RestartAsync();
        View(test).ShouldBe(after);
        test.Rewinds.UnitsOf(Green.Generation).Count.ShouldBe(3);
        test.Rewinds.UnitsOf(Blue.Generation).ShouldBeEmpty();
        (await SupersedeAsync(test)).ShouldBe(new SupersededTotals(2, 3, 5, 9), "Whoever did not hear the answer asks again.");
        View(test).ShouldBe(after);
    }

    [Fact]
    public async Task WhatIsStagedSurvivesARestartAndWhatIsAbandonedDoesNot()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Unit(Blue, 1, (3, 0, 0)));
        await CommittedAsync(test, Unit(Blue, 2, (3, 0, 0)));
        var units = test.Rewinds.UnitsOf(Blue.Generation);
        await StageAsync(test, units[1], Kept(units[1], Green));

        await test.RestartAsync();
        test.Rewinds.StagedBy(FirstRewind).ShouldBe(new HashSet<long> { units[1].Number });
        test.Rewinds.StagedBy(new RewindId(2)).ShouldBeEmpty();
        (await StageAsync(test, units[1], Kept(units[1], Green))).ShouldBe(CommitStatus.Duplicate);
        await CommittedAsync(test, Unit(Green, 3, (1, 0, 0)));
        test.Catalog.After(0, 10)[^1].Id.ShouldBe(4, "The staged block has the id before.");
        var before = View(test);
        await test.Rewinds.AbandonAsync(FirstRewind, Token);
        test.Rewinds.StagedBy(FirstRewind).ShouldBeEmpty();
        (await SupersedeAsync(test)).Units.ShouldBe(0);

        await test.CrashAsync();
        test.Rewinds.StagedBy(FirstRewind).ShouldBeEmpty();
        View(test).ShouldBe(before);
    }

    [Fact]
    public async Task AReplacementMustBeOfTheSameRecordsOfAUnitThatIsThere()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Unit(Blue, 1, (3, 0, 0), (2, 0, 0)));
        var unit = test.Rewinds.UnitsOf(Blue.Generation).Single();
        (await StageAsync(test, unit, Unit(Green, 1, (3, 0, 0)))).ShouldBe(CommitStatus.Malformed);
        (await StageAsync(test, unit, Unit(Green, 1, (3, 0, 0), (1, 0, 0)))).ShouldBe(CommitStatus.Malformed);
        (await StageAsync(test, unit, Unit(Green, 2, (3, 0, 0), (2, 0, 0)))).ShouldBe(CommitStatus.Malformed);
        (await StageAsync(test, unit, Kept(unit, Green), default(RewindId))).ShouldBe(CommitStatus.Malformed);
        (await StageAsync(test, unit with { Number = 99 }, Kept(unit, Green))).ShouldBe(CommitStatus.Duplicate);
        (await StageAsync(test, unit, Unit(Green, 1, (0, 3, 0), (1, 0, 1)))).ShouldBe(CommitStatus.Committed);
    }

    [Fact]
    public async Task ASealedGenerationCanBeRewoundAndBeWhatTheNewRecordsCarry()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Unit(Blue, 1, (3, 0, 0)));
        await test.Records.SealAsync(Green.Generation, Token);
        await StageAllAsync(test, Blue.Generation, Green);
        (await SupersedeAsync(test)).Units.ShouldBe(1);
        TotalsOf(test, Green.Generation).Committed.ShouldBe(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AUnitWhoseQuarantineWasReleasedIsHeld(bool crash)
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Unit(Blue, 1, (3, 2, 0)));
        await CommittedAsync(test, Unit(Blue, 2, (3, 1, 0)));
        await test.Quarantine.ReleaseAsync(2, Token);
        if (crash)
        {
            await test.CrashAsync();
        }

        test.Rewinds.UnitsOf(Blue.Generation).Select(unit => unit.HasReleasedQuarantine).ShouldBe([true, false]);
        await StageAllAsync(test, Blue.Generation, Green);
        await test.Quarantine.ReleaseAsync(3, Token);
        (await SupersedeAsync(test)).ShouldBe(new SupersededTotals(0, 0, 0, 0), "The second one was released after it was staged.");
        TotalsOf(test, Blue.Generation).Batches.ShouldBe(2);
        test.Quarantine.List(0, 10).Select(record => record.Id).ShouldBe([1]);
        test.Rewinds.StagedBy(FirstRewind).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatWasPutInPlaceCanBeReplacedAgain()
    {
        await using var test = await OpenAsync();
        var third = Pointer(Color.Blue, 3, "r3");
        await CommittedAsync(test, Unit(Blue, 1, (3, 0, 0)));
        var pin = test.Catalog.LastId;
        await CommittedAsync(test, Unit(Blue, 2, (3, 1, 0)));
        var units = test.Rewinds.UnitsOf(Blue.Generation);
        await StageAsync(test, units[0], Unit(Green, 1, (1, 2, 0)));
        await StageAsync(test, units[1], Unit(Green, 2, (0, 4, 0)));
        await SupersedeAsync(test);
        test.Quarantine.List(0, 10).Count.ShouldBe(6);
        await StageAllAsync(test, Green.Generation, third, new RewindId(2));
        (await SupersedeAsync(test, new RewindId(2))).ShouldBe(new SupersededTotals(2, 2, 1, 7));
        test.Records.Totals().Where(totals => totals.Batches > 0).ShouldHaveSingleItem().ShouldBe(new GenerationTotals(third.Generation, third.Release, 2, 7, 0, 0));
        test.Quarantine.Count.ShouldBe(0);
        test.Catalog.After(0, 10).Where(block => block.Since <= pin).ShouldHaveSingleItem().First.ShouldBe(new BatchId(1), "It stands where the first one stood.");
        var after = View(test);
        await test.RestartAsync();
        View(test).ShouldBe(after);
    }

    [Fact]
    public async Task OfTwoRewindsOfOneUnitTheFirstToSupersedeWins()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Unit(Blue, 1, (3, 0, 0)));
        await StageAllAsync(test, Blue.Generation, Green);
        await StageAllAsync(test, Blue.Generation, Pointer(Color.Blue, 3, "r3"), new RewindId(2));
        (await SupersedeAsync(test, new RewindId(2))).Units.ShouldBe(1);
        test.Rewinds.StagedBy(FirstRewind).ShouldBeEmpty();
        (await SupersedeAsync(test)).Units.ShouldBe(0);
        test.Records.Totals().Single(totals => totals.Batches > 0).Generation.ShouldBe(new Generation(3));
    }

    [Fact]
    public async Task AQueryThatHoldsTheOldBlocksReadsThemUntilRetentionTakesThem()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Unit(Blue, 1, (3, 0, 0)));
        var held = test.Catalog.Blocks(0, long.MaxValue);
        await StageAllAsync(test, Blue.Generation, Green);
        await SupersedeAsync(test);
        using (var bytes = test.Catalog.Read(held[0]))
        {
            bytes.ShouldNotBeNull().Memory.Length.ShouldBe(held[0].Bytes);
        }

        test.Advance(TimeSpan.FromHours(12));
        await CommittedAsync(test, Unit(Green, 2, (1, 0, 0)));
        test.Advance(TimeSpan.FromDays(2));
        await test.TrimAsync();
        test.Catalog.Read(held[0]).ShouldBeNull();
    }

    [Fact]
    public async Task ReadersDuringTheFlipSeeAllOldOrAllNew()
    {
        const int Units = 100;
        await using var test = await OpenAsync();
        for (var i = 1; i <= Units; i++)
        {
            await CommittedAsync(test, Unit(Blue, i, (2, 1, 0)));
        }

        await StageAllAsync(test, Blue.Generation, Green);
        using var done = new CancellationTokenSource();
        using var start = new Barrier(4);
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Factory.StartNew(
            () =>
            {
                var seen = new HashSet<string>();
                for (var isLast = false; !isLast;)
                {
                    isLast = done.IsCancellationRequested;
                    var blocks = reader == 0 ? test.Catalog.Blocks(0, long.MaxValue) : test.Catalog.After(0, int.MaxValue);
                    blocks.Count.ShouldBe(Units);
                    blocks.Select(block => block.Pointer).Distinct().Count().ShouldBe(1);
                    foreach (var block in blocks.Take(10))
                    {
                        using var bytes = test.Catalog.Read(block).ShouldNotBeNull();
                    }

                    test.Quarantine.List(0, int.MaxValue).Count.ShouldBeOneOf(0, Units);
                    test.Records.Totals().Sum(totals => totals.Settled).ShouldBe(3 * Units);

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
        await SupersedeAsync(test);
        await done.CancelAsync();
        foreach (var seen in await Task.WhenAll(readers))
        {
            seen.ShouldBe(["r1", "r2"]);
        }
    }

    [Fact]
    public async Task RetentionLeavesTheSumsOfARewindAsTheyAre()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Unit(Blue, 1, (3, 1, 0)));
        await CommittedAsync(test, Unit(Blue, 2, (3, 1, 0)));
        test.Advance(TimeSpan.FromHours(12));
        await StageAllAsync(test, Blue.Generation, Green);
        test.Advance(TimeSpan.FromHours(12));
        await SupersedeAsync(test);
        await CommittedAsync(test, Unit(Green, 3, (1, 0, 0)));
        var expected = test.Records.Totals();
        for (var round = 0; round < 4; round++)
        {
            test.Advance(TimeSpan.FromHours(12));
            await test.TrimAsync();
            test.Records.Totals().ShouldBe(expected);
            test.Quarantine.List(0, 10).ShouldBeEmpty();
            await test.CrashAsync();
            test.Records.Totals().ShouldBe(expected);
        }

        test.Catalog.After(0, 10).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhenRetentionTakesTheOriginalFirstItsReplacementIsNeverSeen()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Unit(Blue, 1, (3, 1, 0)));
        test.Advance(TimeSpan.FromHours(12));
        await CommittedAsync(test, Unit(Blue, 2, (3, 0, 0)));
        await StageAllAsync(test, Blue.Generation, Green);
        test.Advance(TimeSpan.FromHours(23));
        await test.TrimAsync();
        test.Rewinds.StagedBy(FirstRewind).Count.ShouldBe(1);
        await test.CrashAsync();
        test.Rewinds.StagedBy(FirstRewind).Count.ShouldBe(1);
        test.Rewinds.UnitsOf(Blue.Generation).Count.ShouldBe(1);
        (await SupersedeAsync(test)).ShouldBe(new SupersededTotals(1, 1, 3, 3));
        TotalsOf(test, Blue.Generation).ShouldBe(new GenerationTotals(Blue.Generation, Blue.Release, 1, 3, 1, 0));
        test.Quarantine.List(0, 10).ShouldHaveSingleItem().Batch.ShouldBe(new BatchId(1), "It stays until somebody processes it again.");
    }
}
