using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Deployments;
using static LogPlatform.Gateway.Tests.Deployments.MemoryCatalogOfReleases;

namespace LogPlatform.Gateway.Tests.Deployments;

public sealed class DeploymentCommandTests : IAsyncDisposable
{
    private static readonly DeploymentId First = new(1);
    private readonly World _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task AnUnknownReleaseIsRefused() => await RefusedAsync(Id("r9"), new Strategy(), CommandStatus.Unknown, "no release r9");

    [Fact]
    public async Task ADamagedReleaseIsRefused() => await RefusedAsync(Damaged, new Strategy(), CommandStatus.Invalid, "rules.yaml was changed");

    [Fact]
    public async Task TheReleaseThatServesIsRefused() => await RefusedAsync(R1, new Strategy(), CommandStatus.Conflict, "serves already");

    [Fact]
    public async Task AnImpossibleStrategyIsRefusedWithAllItsMistakes()
    {
        var message = await RefusedAsync(R2, new Strategy { Alpha = 5, MinUnits = 0 }, CommandStatus.Invalid, "alpha");
        message.ShouldContain("minUnits");
    }

    [Fact]
    public async Task ASecondDeploymentIsRefusedWithWhatIsUnderWay()
    {
        var process = _world.Start();
        await process.DeployAsync(R2, new Strategy { AutoPromote = false });
        await process.Checks.PassAsync(Core.Validation.CheckStage.Validation);
        await _world.UntilAsync(RolloutPhase.AwaitingApproval);
        var second = await process.DeployAsync(R3);
        second.Status.ShouldBe(CommandStatus.Conflict);
        second.Message.ShouldBe("Deployment 1 of release r2 is under way: AwaitingApproval.");
        second.Deployment!.Id.ShouldBe(First);
    }

    [Fact]
    public async Task OfManyAtOnceExactlyOneIsTaken()
    {
        var process = _world.Start();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => process.DeployAsync(i % 2 == 0 ? R2 : R3))));
        answers.Count(answer => answer.Status == CommandStatus.Accepted).ShouldBe(1);
        answers.Count(answer => answer.Status == CommandStatus.Conflict).ShouldBe(31);
        _world.Audit.Facts.Count(fact => fact.Action == "deployment.start").ShouldBe(1);
    }

    [Fact]
    public async Task OfAnApprovalAndAnAbortAtOnceOneIsTaken()
    {
        var process = _world.Start();
        await process.DeployAsync(R2, new Strategy { AutoPromote = false });
        await process.Checks.PassAsync(Core.Validation.CheckStage.Validation);
        await _world.UntilAsync(RolloutPhase.AwaitingApproval);
        var answers = await Task.WhenAll(
            Task.Run(() => process.Controller.ApproveAsync(First, "a", string.Empty, ControllerProcess.Token)),
            Task.Run(() => process.Controller.AbortAsync(First, "b", string.Empty, ControllerProcess.Token)));
        answers.Count(answer => answer.Status == CommandStatus.Accepted).ShouldBe(1);
        (_world.Pointer.Release == R2).ShouldBe(answers[0].Status == CommandStatus.Accepted);
    }

    [Fact]
    public async Task WhatMakesNoSenseNowIsRefusedAndLeavesNoTrace()
    {
        var process = _world.Start();
        (await process.Controller.ApproveAsync(First, "bob", string.Empty, ControllerProcess.Token)).Status.ShouldBe(CommandStatus.Unknown);
        await process.DeployAsync(R2);
        await _world.UntilAsync(RolloutPhase.Validating);
        var version = _world.Latest.Version;
        var answer = await process.Controller.RollbackAsync(First, "bob", string.Empty, force: false, ControllerProcess.Token);
        answer.Status.ShouldBe(CommandStatus.Conflict);
        answer.Message.ShouldNotBeEmpty();
        _world.Latest.Version.ShouldBe(version);
        _world.Audit.Facts.Count.ShouldBe(1);
        (await process.Controller.AbortAsync(new DeploymentId(7), "bob", string.Empty, ControllerProcess.Token)).Status.ShouldBe(CommandStatus.Unknown);
    }

    [Fact]
    public async Task ANodeWithOtherRulesBlocksDeploymentsUntilItHasThemAgain()
    {
        var process = _world.Start();
        var slot = process.Slots[Color.Blue];
        var sound = slot.Nodes;
        slot.Nodes = [sound[0], sound[1] with { Configuration = Print('f') }];
        process.Watch.Look(null);
        var refused = await process.DeployAsync(R2);
        refused.Status.ShouldBe(CommandStatus.Conflict);
        refused.Message.ShouldContain("configuration-drift");
        slot.Nodes = sound;
        process.Watch.Look(null);
        (await process.DeployAsync(R2)).Status.ShouldBe(CommandStatus.Accepted);
    }

    [Fact]
    public async Task ACommandAfterTheStopIsUnavailable()
    {
        var process = _world.Start();
        await process.StopAsync();
        (await process.DeployAsync(R2)).Status.ShouldBe(CommandStatus.Unavailable);
        _world.Deployments.Saved.ShouldBeEmpty();
    }

    private async Task<string> RefusedAsync(ReleaseId release, Strategy strategy, CommandStatus status, string message)
    {
        var answer = await _world.Start().DeployAsync(release, strategy);
        answer.Status.ShouldBe(status);
        answer.Message.ShouldContain(message);
        _world.Deployments.Saved.ShouldBeEmpty();
        _world.Audit.Facts.ShouldBeEmpty();
        return answer.Message;
    }
}
