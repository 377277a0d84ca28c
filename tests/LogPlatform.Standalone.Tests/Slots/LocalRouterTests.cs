using System.Collections.Concurrent;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Standalone.Pointer;
using LogPlatform.Standalone.Slots;

namespace LogPlatform.Standalone.Tests.Slots;

/// <summary>Switching between two slots of real worker processes.</summary>
public sealed class LocalRouterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASwitchStoresThePointerPublishesItAndEndsTheOldGeneration()
    {
        await using var fixture = await ReadyAsync();
        var lease = fixture.Router.Active.Acquire();
        var next = Next(fixture);
        var result = await fixture.Router.SwitchAsync(fixture.Router.Current, next, Cancel);
        result.Refusal.ShouldBeNull();
        result.Timing.ShouldNotBeNull().Command.ShouldBeGreaterThanOrEqualTo(result.Timing.Converged);
        fixture.Router.Current.ShouldBe(next);
        fixture.Router.Since.ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        new PointerFile(fixture.PointerPath).Load()!.ToPointer().ShouldBe(next);
        fixture.Slots.Serving.ShouldBe(Color.Green);
        var drained = fixture.Router.DrainedAsync(new Generation(1), Cancel);
        drained.IsCompleted.ShouldBeFalse();
        fixture.Router.LeasesOf(Color.Blue).ShouldBe(1);
        lease.Release();
        (await drained).ShouldBeGreaterThan(TimeSpan.Zero);
        fixture.Router.LeasesOf(Color.Blue).ShouldBe(0);
        using var work = await fixture.Router.Active.Current.Nodes.ProcessAsync(await fixture.UnitAsync(), Cancel);
        work.Tallies.Single().Committed.ShouldBe(3);
    }

    [Fact]
    public async Task TheOldSlotCanBeFilledAfterASwitchAndTheNewOneNot()
    {
        await using var fixture = await ReadyAsync();
        await fixture.Router.SwitchAsync(fixture.Router.Current, Next(fixture), Cancel);
        await fixture.Slots.StopAsync(Color.Blue);
        await Should.ThrowAsync<InvalidOperationException>(fixture.Slots.StopAsync(Color.Green));
    }

    [Fact]
    public async Task ASwitchFromAPointerThatNoLongerHoldsIsRefused()
    {
        await using var fixture = await ReadyAsync();
        var first = fixture.Router.Current;
        await fixture.Router.SwitchAsync(first, Next(fixture), Cancel);
        var late = await fixture.Router.SwitchAsync(first, first with { Color = Color.Green, Generation = new Generation(2) }, Cancel);
        late.Refusal.ShouldNotBeNull().ShouldContain("generation 2");
        late.Timing.ShouldBeNull();
        var backwards = fixture.Router.Current;
        (await fixture.Router.SwitchAsync(backwards, backwards with { Color = Color.Blue, Generation = new Generation(1) }, Cancel)).Refusal.ShouldNotBeNull();
        fixture.Router.Current.ShouldBe(backwards);
    }

    [Fact]
    public async Task ASwitchToASlotThatIsNotReadyIsRefusedAndNothingChanges()
    {
        await using var fixture = await SlotFixture.StartAsync();
        await fixture.ServeAsync();
        var before = fixture.Router.Current;
        (await fixture.Router.SwitchAsync(before, Next(fixture), Cancel)).Refusal.ShouldNotBeNull().ShouldContain("empty");
        var release = await fixture.FaultyAsync(new { exit = true });
        var slot = await fixture.Slots.ProvisionAsync(Color.Green, release, Cancel);
        (await fixture.Router.SwitchAsync(before, Next(fixture), Cancel)).Refusal.ShouldNotBeNull().ShouldContain("holds release");
        await Should.ThrowAsync<ProcessorFailedException>(slot.ProcessAsync(await fixture.UnitAsync(), Cancel));
        (await fixture.Router.SwitchAsync(before, Next(fixture) with { Release = release }, Cancel)).Refusal.ShouldNotBeNull().ShouldContain("ready");
        fixture.Router.Current.ShouldBe(before);
        fixture.PointerFile.Load()!.Generation.ShouldBe(1);
        fixture.Slots.Serving.ShouldBe(Color.Blue);
    }

    [Fact]
    public async Task APointerThatCannotBeStoredIsNotPublishedAndTheNextTrySucceeds()
    {
        await using var fixture = await ReadyAsync();
        var before = fixture.Router.Current;

        // A folder in the way of the new file fails the write as a full disk does.
        Directory.CreateDirectory(fixture.PointerPath + ".new");
        await Should.ThrowAsync<Exception>(async () => await fixture.Router.SwitchAsync(before, Next(fixture), Cancel));
        fixture.Router.Current.ShouldBe(before);
        fixture.Slots.Serving.ShouldBe(Color.Blue);
        Directory.Delete(fixture.PointerPath + ".new");
        (await fixture.Router.SwitchAsync(before, Next(fixture), Cancel)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task AGenerationOfAnEarlierProcessIsDrainedAtOnceAndTheCurrentOneNever()
    {
        await using var fixture = await SlotFixture.StartAsync();
        await fixture.ServeAsync();
        (await fixture.Router.DrainedAsync(new Generation(0), Cancel)).ShouldBe(TimeSpan.Zero);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await fixture.Router.DrainedAsync(new Generation(1), Cancel));
    }

    [Fact]
    public async Task ManySwitchesUnderParallelLeasesDrainEveryGenerationAndLeaveNoLeaseBehind()
    {
        const int Switches = 100;
        await using var fixture = await ReadyAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var granted = new ConcurrentDictionary<Generation, long>();
        var wrong = 0;
        var leasing = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    var lease = fixture.Router.Active.Acquire();
                    await Task.Yield();
                    var slot = (LocalSlot)lease.Nodes;
                    wrong += slot.Name == (lease.Pointer.Color == Color.Blue ? "blue" : "green") ? 0 : 1;
                    granted.AddOrUpdate(lease.Pointer.Generation, 1, (_, count) => count + 1);
                    lease.Release();
                }
            },
            Cancel)).ToList();
        var drains = new List<Task<TimeSpan>>();
        for (var i = 0; i < Switches; i++)
        {
            var before = fixture.Router.Current;
            (await fixture.Router.SwitchAsync(before, Next(fixture), Cancel)).Refusal.ShouldBeNull();
            drains.Add(fixture.Router.DrainedAsync(before.Generation, Cancel));
        }

        await Task.WhenAll(drains);
        await stop.CancelAsync();
        await Task.WhenAll(leasing);
        wrong.ShouldBe(0);
        granted.Keys.Max().ShouldBe(new Generation(Switches + 1));
        fixture.Router.LeasesOf(Color.Blue).ShouldBe(0);
        fixture.Router.LeasesOf(Color.Green).ShouldBe(0);
        fixture.PointerFile.Load()!.Generation.ShouldBe(Switches + 1);
    }

    private static async Task<SlotFixture> ReadyAsync()
    {
        var fixture = await SlotFixture.StartAsync();
        await fixture.ServeAsync();
        await fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, Cancel);
        return fixture;
    }

    private static SlotPointer Next(SlotFixture fixture)
    {
        var current = fixture.Router.Current;
        return new SlotPointer(current.Color.Other(), current.Generation.Next, fixture.Good.Id);
    }
}
