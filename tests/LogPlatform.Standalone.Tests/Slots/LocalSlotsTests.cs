using System.Diagnostics;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Tests.Slots;

/// <summary>Filling and emptying slots with real worker processes.</summary>
public sealed class LocalSlotsTests
{
    private const string WrongFingerprint = "0000000000000000000000000000000000000000000000000000000000000000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFilledSlotReportsItsNodesAndDoesWork()
    {
        await using var fixture = await SlotFixture.StartAsync(workers: 2);
        var slot = await fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, Cancel);
        slot.Release.ShouldBe(fixture.Good.Id);
        slot.Nodes.Select(node => node.Name).ShouldBe(["green-1", "green-2"]);
        slot.Nodes.ShouldAllBe(node => node.State == NodeState.Ready && node.Release == fixture.Good.Id && node.Configuration == fixture.Good.Configuration && node.ReadyFor > TimeSpan.Zero);
        using var result = await slot.ProcessAsync(await fixture.UnitAsync(records: 5), Cancel);
        result.Tallies.Single().Committed.ShouldBe(5);
        result.ServiceTime.ShouldBeGreaterThan(TimeSpan.Zero);
        fixture.Slots.Find(Color.Green).ShouldBe(slot);
        fixture.Slots.Find(Color.Blue).ShouldBeNull();
    }

    [Fact]
    public async Task AWarmSlotKeepsItsProcesses()
    {
        await using var fixture = await SlotFixture.StartAsync(workers: 2);
        var slot = await fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, Cancel);
        var processes = slot.Nodes.Select(node => node.ProcessId).ToList();
        (await fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, Cancel)).ShouldBe(slot);
        slot.Nodes.Select(node => node.ProcessId).ShouldBe(processes);
    }

    [Fact]
    public async Task AnotherReleaseReplacesTheProcesses()
    {
        await using var fixture = await SlotFixture.StartAsync();
        var other = fixture.Catalog.Bundle("1.1", Repository.WorkerFolder, "version: 1\nrules:\n  - drop: true\n");
        var before = await fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, Cancel);
        var process = before.Nodes.Single().ProcessId.ShouldNotBeNull();
        var slot = await fixture.Slots.ProvisionAsync(Color.Green, other.Id, Cancel);
        IsRunning(process).ShouldBeFalse();
        using var result = await slot.ProcessAsync(await fixture.UnitAsync(records: 2), Cancel);
        result.Tallies.Single().Dropped.ShouldBe(2);
        (await Should.ThrowAsync<ProcessorFailedException>(before.ProcessAsync(await fixture.UnitAsync(), Cancel))).WasProcessing.ShouldBeFalse();
    }

    [Fact]
    public async Task TheSlotThatServesIsNeitherFilledNorEmptied()
    {
        await using var fixture = await SlotFixture.StartAsync();
        await fixture.ServeAsync();
        var process = fixture.Slots.At(Color.Blue)!.Nodes.Single().ProcessId;
        await Should.ThrowAsync<SlotProvisionException>(fixture.Slots.ProvisionAsync(Color.Blue, fixture.Good.Id, Cancel));
        await Should.ThrowAsync<InvalidOperationException>(fixture.Slots.StopAsync(Color.Blue));
        fixture.Slots.At(Color.Blue)!.Nodes.Single().ProcessId.ShouldBe(process);
    }

    [Fact]
    public async Task AnEmptiedSlotHasNoProcesses()
    {
        await using var fixture = await SlotFixture.StartAsync(workers: 2);
        var slot = await fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, Cancel);
        var processes = slot.Nodes.Select(node => node.ProcessId!.Value).ToList();
        await fixture.Slots.StopAsync(Color.Green);
        fixture.Slots.Find(Color.Green).ShouldBeNull();
        processes.ShouldAllBe(process => !IsRunning(process));
        slot.Nodes.ShouldAllBe(node => node.State == NodeState.Stopped);
    }

    [Fact]
    public async Task AReleaseThatDoesNotExistFillsNothing()
    {
        await using var fixture = await SlotFixture.StartAsync();
        ReleaseId.TryParse("nothing", out var id).ShouldBeTrue();
        (await Should.ThrowAsync<SlotProvisionException>(fixture.Slots.ProvisionAsync(Color.Green, id, Cancel))).Message.ShouldContain("nothing");
        fixture.Slots.Find(Color.Green).ShouldBeNull();
    }

    [Fact]
    public async Task ATamperedReleaseIsNotStarted()
    {
        await using var fixture = await SlotFixture.StartAsync();
        await File.WriteAllTextAsync(fixture.Catalog.FolderOf(fixture.Good.Id).RulesFile, "version: 1\nrules:\n  - drop: true\n", Cancel);
        (await Should.ThrowAsync<SlotProvisionException>(fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, Cancel))).Message.ShouldContain("rules");
        await Should.ThrowAsync<SlotProvisionException>(fixture.Slots.StartAsideAsync(fixture.Good.Id, 1, Cancel));
        fixture.Slots.Find(Color.Green).ShouldBeNull();
    }

    [Fact]
    public async Task AWorkerThatDoesNotStartEmptiesTheSlotAndSaysWhy()
    {
        await using var fixture = await SlotFixture.StartAsync(workers: 2);
        var release = await fixture.FaultyAsync(new { refuseToStart = 78, onNode = "-2" });
        var error = await Should.ThrowAsync<SlotProvisionException>(fixture.Slots.ProvisionAsync(Color.Green, release, Cancel));
        error.Message.ShouldContain("green-2");
        error.Message.ShouldContain("78");
        error.Message.ShouldContain("refuses to start on purpose");
        fixture.Slots.Find(Color.Green).ShouldBeNull();
    }

    [Fact]
    public async Task OneNodeWithAnotherConfigurationFailsTheSlotAndIsNamedWithBothFingerprints()
    {
        await using var fixture = await SlotFixture.StartAsync(workers: 2);
        var release = await fixture.FaultyAsync(new { fingerprint = WrongFingerprint, onNode = "-2" });
        var error = await Should.ThrowAsync<SlotProvisionException>(fixture.Slots.ProvisionAsync(Color.Green, release, Cancel));
        error.Message.ShouldContain("green-2");
        error.Message.ShouldContain(WrongFingerprint);
        error.Message.ShouldContain(fixture.Catalog.Find(release)!.Configuration.Hex);
        fixture.Slots.Find(Color.Green).ShouldBeNull();
    }

    [Fact]
    public async Task ANodeThatDriftsWhenItIsStartedAgainGetsNoWorkAndKeepsShowingWhatItSaid()
    {
        await using var fixture = await SlotFixture.StartAsync(workers: 2);
        var release = await fixture.FaultyAsync(new { });
        var slot = await fixture.Slots.ProvisionAsync(Color.Green, release, Cancel);
        var faults = Path.Combine(fixture.Catalog.FolderOf(release).WorkerFolder, "faults.json");
        await File.WriteAllTextAsync(faults, $$"""{"fingerprint":"{{WrongFingerprint}}"}""", Cancel);
        using (var victim = Process.GetProcessById(slot.Nodes[1].ProcessId!.Value))
        {
            victim.Kill();
        }

        await Polling.UntilAsync("the node reports the other configuration", () => Task.FromResult(slot.Nodes[1].Configuration.Hex == WrongFingerprint));
        slot.Nodes[1].State.ShouldBe(NodeState.Restarting);
        slot.Nodes[1].ReadyFor.ShouldBe(TimeSpan.Zero);
        for (var i = 0; i < 4; i++)
        {
            using var result = await slot.ProcessAsync(await fixture.UnitAsync(), Cancel);
        }

        slot.Nodes[0].Units.ShouldBe(4);
        slot.Nodes[1].Units.ShouldBe(0);
    }

    [Fact]
    public async Task ASlotThatIsGivenUpWhileItStartsIsEmpty()
    {
        await using var fixture = await SlotFixture.StartAsync();
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var filling = fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, abort.Token);
        await abort.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(filling);
        fixture.Slots.Find(Color.Green).ShouldBeNull();
        await fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, Cancel);
    }

    [Fact]
    public async Task NodesAsideRunBesideTheSlotsAndStopWhenTheyAreDisposed()
    {
        await using var fixture = await SlotFixture.StartAsync();
        await fixture.ServeAsync();
        int process;
        await using (var aside = await fixture.Slots.StartAsideAsync(fixture.Good.Id, 2, Cancel))
        {
            aside.Nodes.Select(node => node.Name).ShouldBe(["aside-1-1", "aside-1-2"]);
            using var result = await aside.ProcessAsync(await fixture.UnitAsync(records: 4), Cancel);
            result.Tallies.Single().Committed.ShouldBe(4);
            process = aside.Nodes[0].ProcessId!.Value;
        }

        IsRunning(process).ShouldBeFalse();
        fixture.Slots.At(Color.Blue)!.IsReady.ShouldBeTrue();
    }

    [Fact]
    public async Task StoppingTheSlotsStopsEveryNode()
    {
        await using var fixture = await SlotFixture.StartAsync();
        await fixture.ServeAsync();
        await fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, Cancel);
        var aside = await fixture.Slots.StartAsideAsync(fixture.Good.Id, 1, Cancel);
        var nodes = new[] { fixture.Slots.Find(Color.Blue)!, fixture.Slots.Find(Color.Green)!, aside }.SelectMany(slot => slot.Nodes).ToList();
        await fixture.Slots.DisposeAsync();
        nodes.Count.ShouldBe(3);
        nodes.ShouldAllBe(node => !IsRunning(node.ProcessId!.Value));
        await Should.ThrowAsync<OperationCanceledException>(fixture.Slots.ProvisionAsync(Color.Green, fixture.Good.Id, Cancel));
    }

    [Fact]
    public async Task UnitsThatWaitInASlotWhichLostItsNodesAndDoesNotServeAreGivenBack()
    {
        await using var fixture = await SlotFixture.StartAsync();
        var release = await fixture.FaultyAsync(new { exit = true });
        var slot = (Standalone.Slots.LocalSlot)await fixture.Slots.ProvisionAsync(Color.Green, release, Cancel);
        slot.SetServing(false);
        var units = new List<Task>();
        for (var i = 0; i < 6; i++)
        {
            units.Add(slot.ProcessAsync(await fixture.UnitAsync(), Cancel));
        }

        // One dies with the worker; those that waited do not have to wait for its next lives.
        var failures = await Task.WhenAll(units.Select(unit => Should.ThrowAsync<ProcessorFailedException>(unit)));
        failures.Count(failure => !failure.WasProcessing).ShouldBeGreaterThanOrEqualTo(4);
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
