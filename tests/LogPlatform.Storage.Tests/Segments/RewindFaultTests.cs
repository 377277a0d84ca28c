using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class RewindFaultTests
{
    private ManualTime Time { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task QuarantineThatWasCarriedOverIsReplacedWithItsUnit()
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 2, 0)));
        await store.StageAllAsync(Blue.Generation, Green);
        Time.Advance(TimeSpan.FromDays(1));

        // The records are carried over, and the segment stays because the sync failed.
        directory.Before = (operation, _) =>
        {
            if (operation == StorageOperation.Flush)
            {
                directory.Before = null;
                throw new IOException("Flush failed.");
            }
        };
        store.Trim();
        store.Count.ShouldBe(2);
        (await store.SupersedeAsync()).Units.ShouldBe(1);
        store.Count.ShouldBe(0);
        var totals = store.Totals();
        store.Trim();
        directory = directory.AfterPowerLoss(new Random(2));
        await using var again = await OpenAsync(directory, Time);
        again.Count.ShouldBe(0);
        again.Totals().ShouldBe(totals);
        await store.DisposeAsync();
    }

    [Fact]
    public async Task AfterAFailedSyncAllKindsOfFramesAreWrittenAgain()
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 1, 0)));
        await store.CommittedAsync(Unit(Blue, 2, (2, 0, 0)));
        await store.StageAllAsync(Blue.Generation, Green);
        await store.StageAllAsync(Blue.Generation, Green, new RewindId(2));
        var held = store.Blocks(0, long.MaxValue);
        directory.Before = (operation, _) =>
        {
            if (operation == StorageOperation.Flush)
            {
                directory.Before = null;
                throw new IOException("Flush failed.");
            }
        };
        await Should.ThrowAsync<IOException>(async () => await store.SupersedeAsync());
        store.Status().Segments.ShouldBe(2);
        var after = store.View();
        (await store.SupersedeAsync()).ShouldBe(new SupersededTotals(2, 2, 5, 6), "Now it is durable.");
        held.ShouldAllBe(block => store.Read(block) != null);
        store.View().ShouldBe(after);
        store.UnitsOf(Green.Generation).Count.ShouldBe(2);
        for (var seed = 0; seed < 10; seed++)
        {
            await using var again = await OpenAsync(directory.AfterPowerLoss(new Random(seed)), new ManualTime());
            again.View().ShouldBe(after);
        }

        // The first segment holds none of it any more, and its sums are those of nothing.
        Time.Advance(TimeSpan.FromHours(2));
        await store.CommittedAsync(Unit(Green, 3, (1, 0, 0)));
        Time.Advance(TimeSpan.FromDays(2));
        store.Trim();
        store.TotalsOf(Green.Generation).Committed.ShouldBe(7);
        store.TotalsOf(Blue.Generation).Batches.ShouldBe(0);
        await store.DisposeAsync();
    }

    [Fact]
    public async Task WhenTheDiskIsFullNothingChangesAndItCanBeTriedAgain()
    {
        var directory = new MemoryDirectory();
        await using var store = await OpenAsync(directory, Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 1, 0)));
        var unit = store.UnitsOf(Blue.Generation).Single();
        var before = store.View();
        directory.TearAfter = 40;
        (await store.StageAsync(unit, Kept(unit, Green))).ShouldBe(CommitStatus.Unavailable);
        directory.TearAfter = null;
        (await store.StageAsync(unit, Kept(unit, Green))).ShouldBe(CommitStatus.Committed);
        directory.TearAfter = 40;
        await Should.ThrowAsync<IOException>(async () => await store.SupersedeAsync());
        store.View().ShouldBe(before);
        directory.TearAfter = null;
        (await store.SupersedeAsync()).Units.ShouldBe(1);
    }

    [Fact]
    public async Task ACrashAtAnyStepOfARewindShowsAllOldOrAllNew()
    {
        for (var step = 0; ; step++)
        {
            var directory = new MemoryDirectory();
            var store = await OpenAsync(directory, Time);
            for (var i = 1; i <= 6; i++)
            {
                await store.CommittedAsync(Unit(Blue, i, (2, i % 2, 0)));
            }

            await store.SealAsync(Blue.Generation, Token);
            var old = store.View();
            var left = step;
            directory.Before = (operation, _) =>
            {
                if (operation != StorageOperation.Read && left-- <= 0)
                {
                    throw new IOException("The machine goes off.");
                }
            };
            foreach (var unit in store.UnitsOf(Blue.Generation))
            {
                await store.StageAsync(unit, Kept(unit, Green));
            }

            var isThrough = true;
            try
            {
                (await store.SupersedeAsync()).Units.ShouldBeGreaterThanOrEqualTo(0);
            }
            catch (IOException)
            {
                isThrough = false;
            }

            foreach (var after in new[] { directory.AfterKill(), directory.AfterPowerLoss(new Random(step)) })
            {
                await using var again = await OpenAsync(after, new ManualTime());
                if (again.UnitsOf(Green.Generation).Count == 0)
                {
                    isThrough.ShouldBeFalse("What was reported as done is there.");
                    again.View().ShouldBe(old, $"step {step}");
                }

                await again.StageAllAsync(Blue.Generation, Green);
                await again.SupersedeAsync();
                again.TotalsOf(Green.Generation).ShouldBe(new GenerationTotals(Green.Generation, Green.Release, 6, 15, 0, 0));
                again.UnitsOf(Blue.Generation).ShouldBeEmpty();
            }

            directory.Before = null;
            await store.DisposeAsync();
            if (left >= 0)
            {
                step.ShouldBeGreaterThan(7);
                break;
            }
        }
    }
}
