using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Deployments;
using static LogPlatform.Gateway.Tests.Deployments.MemoryCatalogOfReleases;

namespace LogPlatform.Gateway.Tests.Deployments;

public sealed class SlotWatchTests : IAsyncDisposable
{
    private readonly World _world = new();
    private readonly ControllerProcess _process;

    public SlotWatchTests() => _process = _world.Start();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public void AServingSlotWithoutAReadyNodeIsAnAlarm()
    {
        var nodes = _process.Slots[Color.Blue].Nodes;
        _process.Slots[Color.Blue].Nodes = [nodes[0] with { State = NodeState.Restarting }, nodes[1] with { State = NodeState.Restarting }];
        Look().ShouldBe(["nodes-lost"]);
        _process.Slots[Color.Blue].Nodes = [nodes[0] with { State = NodeState.Restarting }, nodes[1]];
        Look().ShouldBeEmpty();
    }

    [Fact]
    public void DriftOfTheWarmSlotIsAnAlarm()
    {
        _process.Slots[Color.Green] = Stray();
        Look().ShouldBe(["configuration-drift"]);
        _process.Board.Raised[0].Message.ShouldContain("Green-1");
        _process.Board.Raised[0].BlocksDeployments.ShouldBeTrue();
    }

    [Fact]
    public async Task ACandidateIsJudgedByItsChecksAndNotByAnAlarm()
    {
        await _process.DeployAsync(R2);
        await _world.UntilAsync(RolloutPhase.Validating);
        _process.Slots[Color.Green] = Stray();
        Look().ShouldBeEmpty();
    }

    [Fact]
    public void ANodeThatHasNotReportedYetDoesNotDrift()
    {
        var nodes = _process.Slots[Color.Blue].Nodes;
        _process.Slots[Color.Blue].Nodes = [nodes[0], nodes[1] with { Configuration = default, State = NodeState.Starting }];
        Look().ShouldBeEmpty();
    }

    [Fact]
    public void ALedgerThatAddsUpAgainClearsItsAlarm()
    {
        _process.Board.Set(AlarmNames.LedgerUnbalanced, "it does not");
        Look().ShouldBeEmpty();
    }

    [Fact]
    public void AnAlarmKeepsItsTimeAndIsLoggedOnce()
    {
        _process.Board.Set("x", "one");
        var since = _process.Board.Raised[0].Since;
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        _process.Board.Set("x", "two");
        _process.Board.Raised.ShouldBe([new Alarm("x", since, "two", false)]);
        _process.Log.Lines.Count(line => line.Contains("Alarm x", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static FakeSlot Stray()
    {
        var slot = new FakeSlot(Color.Green, R2);
        slot.Nodes = [slot.Nodes[0] with { Configuration = Print('9') }, slot.Nodes[1]];
        return slot;
    }

    private IEnumerable<string> Look()
    {
        _process.Watch.Look(_process.Controller.Latest);
        return _process.Controller.Alarms.Select(alarm => alarm.Name);
    }
}
