using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Deployments;
using static LogPlatform.Gateway.Tests.Deployments.MemoryCatalogOfReleases;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>What cannot be written is not done.</summary>
public sealed class DeploymentStorageTests : IAsyncDisposable
{
    private static readonly DeploymentId First = new(1);
    private readonly World _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task ADeploymentThatCannotBeStoredDoesNotBegin()
    {
        var process = _world.Start();
        _world.Deployments.Fails = _ => true;
        (await process.DeployAsync(R2)).Status.ShouldBe(CommandStatus.Unavailable);
        _world.Notes.ShouldBeEmpty();
        process.Controller.Latest.ShouldBeNull();

        // The audit log is append-only, so it says that what it says came to nothing.
        _world.Audit.Actions.ShouldBe(["deployment.start by ann", "deployment.start.undone by ann"]);
        _world.Deployments.Fails = _ => false;
        (await process.DeployAsync(R2)).Deployment!.Id.ShouldBe(First);
    }

    [Fact]
    public async Task ACommandThatCannotBeAuditedIsNotCarriedOut()
    {
        var process = _world.Start();
        await ToApprovalAsync(process);
        _world.Audit.Fails = _ => true;
        var version = _world.Latest.Version;
        (await process.Controller.ApproveAsync(First, "bob", string.Empty, ControllerProcess.Token)).Status.ShouldBe(CommandStatus.Unavailable);
        _world.Latest.Version.ShouldBe(version);
        _world.Pointer.Release.ShouldBe(R1);
        _world.Audit.Fails = _ => false;
        (await process.Controller.ApproveAsync(First, "bob", string.Empty, ControllerProcess.Token)).Status.ShouldBe(CommandStatus.Accepted);
    }

    [Fact]
    public async Task AnApprovalThatCannotBeStoredMovesNothing()
    {
        var process = _world.Start();
        await ToApprovalAsync(process);
        _world.Deployments.Fails = _ => true;
        (await process.Controller.ApproveAsync(First, "bob", string.Empty, ControllerProcess.Token)).Status.ShouldBe(CommandStatus.Unavailable);
        _world.Pointer.Release.ShouldBe(R1);
        process.Controller.Latest!.Phase.ShouldBe(RolloutPhase.AwaitingApproval);
    }

    [Fact]
    public async Task AnEventThatCannotBeStoredWaitsAndIsTakenLater()
    {
        var process = _world.Start();
        await process.DeployAsync(R2, new Strategy { AutoPromote = false });
        await _world.UntilAsync(RolloutPhase.Validating);
        await _world.UntilNotedAsync("checks Validation");
        _world.Deployments.Fails = state => state.Phase != RolloutPhase.Aborted;
        await process.Checks.PassAsync(CheckStage.Validation);
        await process.SettleAsync();
        process.Controller.Alarms.ShouldContain(alarm => alarm.Name == "deployments-not-stored");
        (await process.Controller.AbortAsync(First, "bob", string.Empty, ControllerProcess.Token)).Status.ShouldBe(CommandStatus.Unavailable);

        _world.Deployments.Fails = _ => false;
        _world.Time.Advance(TimeSpan.FromSeconds(30));
        await _world.UntilAsync(RolloutPhase.AwaitingApproval);
        await process.SettleAsync();
        process.Controller.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public async Task ASwitchThatIsMadeAndCannotBeNotedIsNotedLaterAndAuditedOnce()
    {
        var process = _world.Start();
        await ToApprovalAsync(process);
        _world.Deployments.Fails = state => state.Phase == RolloutPhase.Draining;
        var approved = await process.Controller.ApproveAsync(First, "bob", string.Empty, ControllerProcess.Token);
        approved.Status.ShouldBe(CommandStatus.Accepted);
        _world.Pointer.Release.ShouldBe(R2);
        await process.SettleAsync();
        _world.Latest.Phase.ShouldBe(RolloutPhase.Switching);

        _world.Deployments.Fails = _ => false;
        _world.Time.Advance(TimeSpan.FromSeconds(30));
        await _world.UntilAsync(RolloutPhase.Baking);
        _world.Audit.Facts.Count(fact => fact.Action == "pointer.switch").ShouldBe(1);
    }

    [Fact]
    public async Task AnotherWriterOfTheSameStoreIsNoticed()
    {
        var process = _world.Start();
        await ToApprovalAsync(process);
        var outrun = _world.Latest;
        (await _world.Deployments.TrySaveAsync(outrun with { Version = outrun.Version + 1 }, ControllerProcess.Token)).ShouldBeTrue();
        (await process.Controller.ApproveAsync(First, "bob", string.Empty, ControllerProcess.Token)).Status.ShouldBe(CommandStatus.Conflict);
        _world.Pointer.Release.ShouldBe(R1);
        await process.Checks.PassAsync(CheckStage.Validation);
        await process.SettleAsync();
    }

    private async Task ToApprovalAsync(ControllerProcess process)
    {
        await process.DeployAsync(R2, new Strategy { AutoPromote = false });
        await process.Checks.PassAsync(CheckStage.Validation);
        await _world.UntilAsync(RolloutPhase.AwaitingApproval);
        await process.SettleAsync();
    }
}
