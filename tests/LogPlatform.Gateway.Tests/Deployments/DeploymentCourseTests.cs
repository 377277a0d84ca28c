using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Deployments;
using static LogPlatform.Gateway.Tests.Deployments.MemoryCatalogOfReleases;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>The course of deployments through the real decisions and the real controller, over ports in memory.</summary>
public sealed class DeploymentCourseTests : IAsyncDisposable
{
    private static readonly DeploymentId First = new(1);
    private readonly World _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task AGoodReleaseIsFilledInCheckedSwitchedToDrainedBakedAndKept()
    {
        var process = _world.Start();
        await _world.TrafficAsync();
        var started = await process.DeployAsync(R2);
        started.Status.ShouldBe(CommandStatus.Accepted);
        started.Deployment!.Phase.ShouldBe(RolloutPhase.Provisioning);
        await process.Checks.PassAsync(CheckStage.Validation);
        await _world.UntilAsync(RolloutPhase.Baking);
        await _world.TrafficAsync();
        await process.Checks.PassAsync(CheckStage.Bake);
        await process.SettleAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        await _world.Changed.UntilAsync(() => _world.Latest is { Phase: RolloutPhase.Succeeded, Ledger: not null });
        _world.Pointer.ShouldBe(new SlotPointer(Color.Green, new Generation(2), R2));
        _world.Notes.ShouldBe(
            ["provision Green r2", "ready Green r2", "checks Validation", "switch Green 2 r2", "checks Bake", "seal 1", "end leases 1", "no checks"],
            ignoreOrder: true);
        _world.Latest.Ledger!.IsBalanced.ShouldBeTrue();
        _world.Latest.Ledger.Generations.Select(line => (line.Generation.Value, line.Totals.Release, line.Accepted, line.IsSealed)).ShouldBe([(1, R1, 10, true), (2, R2, 10, false)]);
        _world.Audit.Actions.ShouldBe(["deployment.start by ann", "pointer.switch by controller", "deployment.succeeded by controller"]);
        process.Slots.Find(Color.Blue).ShouldNotBeNull();

        await process.SettleAsync();
        _world.Time.Advance(TimeSpan.FromHours(1));
        await _world.UntilNotedAsync("stop Blue");
        process.Slots.Find(Color.Blue).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "green was not ready within 2 min: no node was started")]
    [InlineData("green-2 runs another build", "green was not ready within 2 min: green-2 runs another build")]
    public async Task WhatASlotWaitsForExplainsThatItWasNotReadyInTime(string? awaited, string outcome)
    {
        var process = _world.Start();
        process.Slots.Awaited = awaited;
        _world.Provisioning(R2, new TaskCompletionSource().Task);
        await process.DeployAsync(R2);
        await process.SettleAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        await _world.UntilAsync(RolloutPhase.Failed);
        _world.Latest.Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task AnApprovalIsAnsweredAfterThePointerMoved()
    {
        var process = _world.Start();
        await process.DeployAsync(R2, new Strategy { AutoPromote = false });
        await process.Checks.PassAsync(CheckStage.Validation);
        await _world.UntilAsync(RolloutPhase.AwaitingApproval);
        _world.Pointer.Release.ShouldBe(R1);

        var approved = await process.Controller.ApproveAsync(First, "bob", "looks good", ControllerProcess.Token);
        approved.Status.ShouldBe(CommandStatus.Accepted);
        approved.Deployment!.Switched.ShouldBe(_world.Pointer);
        _world.Pointer.Release.ShouldBe(R2);
        _world.Audit.Actions.ShouldBe(["deployment.start by ann", "deployment.approve by bob", "pointer.switch by bob"]);
    }

    [Fact]
    public async Task TheTimeOfASwitchBeginsWithTheCommand()
    {
        var process = _world.Start();
        await process.DeployAsync(R2, new Strategy { AutoPromote = false });
        await process.Checks.PassAsync(CheckStage.Validation);
        await _world.UntilAsync(RolloutPhase.AwaitingApproval);
        _world.Deployments.Fails = state =>
        {
            if (state.Phase == RolloutPhase.Switching)
            {
                _world.Time.Advance(TimeSpan.FromMilliseconds(7));
            }

            return false;
        };
        var approved = await process.Controller.ApproveAsync(First, "bob", string.Empty, ControllerProcess.Token);

        // 7 ms of storing, and 1 ms that the router says it took.
        approved.Deployment!.SwitchTiming!.Command.ShouldBe(TimeSpan.FromMilliseconds(8));
    }

    [Fact]
    public async Task ARequiredCheckThatFailsEndsItWithProductionUntouched()
    {
        var process = _world.Start();
        await process.DeployAsync(R2);
        await process.Checks.SayAsync(CheckStage.Validation, CheckNames.OutputDiff, Verdict.Fail, "user.email differs");
        await _world.Changed.UntilAsync(() => _world.Latest is { Phase: RolloutPhase.Failed, Ledger: not null });
        await _world.UntilNotedAsync("stop Green");
        _world.Latest.Outcome!.ShouldContain("user.email differs");
        _world.Pointer.Generation.ShouldBe(new Generation(1));
        _world.Notes.ShouldNotContain(note => note.StartsWith("switch", StringComparison.Ordinal));
        _world.Audit.Actions.ShouldBe(["deployment.start by ann", "deployment.failed by controller"]);
    }

    [Fact]
    public async Task ASlotThatCannotBeFilledFailsTheDeployment()
    {
        _world.Provisioning(R2, Task.FromException(new SlotProvisionException("green-1 does not start: exit code 134")));
        var process = _world.Start();
        await process.DeployAsync(R2);
        await _world.UntilAsync(RolloutPhase.Failed);
        _world.Latest.Outcome!.ShouldContain("exit code 134");
    }

    [Fact]
    public async Task AnAbortGivesUpTheSlotThatIsBeingFilled()
    {
        _world.Provisioning(R2, new TaskCompletionSource().Task);
        var process = _world.Start();
        await process.DeployAsync(R2);
        (await process.Controller.AbortAsync(First, "bob", "wrong one", ControllerProcess.Token)).Deployment!.Phase.ShouldBe(RolloutPhase.Aborted);
        await _world.UntilNotedAsync("stop Green");
        _world.Audit.Actions.ShouldBe(["deployment.start by ann", "deployment.abort by bob", "deployment.aborted by bob"]);
    }

    [Fact]
    public async Task ADeadlineThatPassesSaysWhichCheckHasNoVerdictAndHowFarItCame()
    {
        var process = _world.Start();
        await process.DeployAsync(R2);
        await _world.UntilNotedAsync("checks Validation");
        process.Checks.Reports =
            [new CheckReport { Check = CheckNames.Latency, Stage = CheckStage.Validation, Verdict = Verdict.Inconclusive, Summary = "few", Samples = 12, MinSamples = 30, SampleUnit = "unit" }];
        await process.SettleAsync();
        process.Controller.Latest!.Checks.Single().Samples.ShouldBe(12);
        _world.Time.Advance(TimeSpan.FromMinutes(15));
        await _world.UntilAsync(RolloutPhase.Failed);
        _world.Latest.Outcome!.ShouldContain("latency (12 of 30 units)");
    }

    [Fact]
    public async Task ABreachWhileItBakesRollsBackByItself()
    {
        var process = _world.Start();
        await ToBakeAsync(process);
        await process.Checks.SayAsync(CheckStage.Bake, CheckNames.Errors, Verdict.Fail, "2% quarantined");
        await _world.Changed.UntilAsync(() => _world.Latest is { Phase: RolloutPhase.RolledBack, Ledger: not null });
        await _world.UntilNotedAsync("stop Green");
        _world.Pointer.ShouldBe(new SlotPointer(Color.Blue, new Generation(3), R1));
        _world.Audit.Actions.TakeLast(3).ShouldBe(["deployment.rollback by controller", "pointer.switch by controller", "deployment.rolled-back by controller"]);
        _world.Latest.Ledger!.Generations.Select(line => line.Generation.Value).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task ARollbackIsAnsweredAfterThePointerMovedAndDoesNotWaitForTheDrain()
    {
        var process = _world.Start();
        var lease = process.Router.Active.Acquire();
        await process.DeployAsync(R2);
        await process.Checks.PassAsync(CheckStage.Validation);
        await _world.UntilAsync(RolloutPhase.Draining);
        var candidateLease = process.Router.Active.Acquire();

        var rolledBack = await process.Controller.RollbackAsync(First, "bob", "too slow", force: false, ControllerProcess.Token);
        rolledBack.Deployment!.Restored.ShouldBe(_world.Pointer);
        _world.Pointer.ShouldBe(new SlotPointer(Color.Blue, new Generation(3), R1));
        _world.Notes.ShouldNotContain("stop Green");

        lease.Release();
        candidateLease.Release();
        await _world.UntilNotedAsync("stop Green");
        _world.Notes.ShouldContain("seal 2");
        _world.Audit.Facts.Single(fact => fact.Action == "deployment.rollback").Reason.ShouldBe("too slow");
        _world.Audit.Facts.Last(fact => fact.Action == "pointer.switch").Actor.ShouldBe("bob");
    }

    [Fact]
    public async Task ARollbackDoesNotWaitForTheChecksToStop()
    {
        var process = _world.Start();
        await ToBakeAsync(process);
        var stopping = new TaskCompletionSource();
        _world.StoppingOfChecks = stopping.Task;
        (await process.Controller.RollbackAsync(First, "bob", string.Empty, force: false, ControllerProcess.Token)).Deployment!.Restored.ShouldNotBeNull();
        await _world.UntilAsync(RolloutPhase.RolledBack);
        await process.SettleAsync();
        _world.Notes.ShouldNotContain("stop Green");
        stopping.SetResult();
        await _world.UntilNotedAsync("stop Green");
    }

    [Fact]
    public async Task ASlotIsNotStoppedBeforeItsGenerationIsSealed()
    {
        var process = _world.Start();
        await ToBakeAsync(process);
        await _world.UntilNotedAsync("seal 1");
        var sealing = new TaskCompletionSource();
        _world.Sealing = sealing.Task;
        await process.Controller.RollbackAsync(First, "bob", string.Empty, force: false, ControllerProcess.Token);
        await _world.UntilAsync(RolloutPhase.RolledBack);
        await process.SettleAsync();
        _world.Notes.ShouldNotContain("stop Green");
        sealing.SetResult();
        await _world.UntilNotedAsync("stop Green");
        var notes = _world.Notes.ToList();
        notes.IndexOf("seal 2").ShouldBeLessThan(notes.IndexOf("stop Green"));
    }

    [Fact]
    public async Task ARollbackToALostSlotFillsItFirst()
    {
        var process = _world.Start();
        await ToBakeAsync(process);
        process.Slots.Lose(Color.Blue);
        var refill = new TaskCompletionSource();
        _world.Provisioning(R1, refill.Task);
        var answer = await process.Controller.RollbackAsync(First, "bob", string.Empty, force: false, ControllerProcess.Token);
        answer.Deployment!.Phase.ShouldBe(RolloutPhase.RollingBack);
        _world.Pointer.Release.ShouldBe(R2);
        refill.SetResult();
        await _world.UntilAsync(RolloutPhase.RolledBack);
        _world.Pointer.Release.ShouldBe(R1);
    }

    [Fact]
    public async Task ASwitchThatThrowsIsARefusal()
    {
        _world.SwitchFailure = new IOException("the pointer file cannot be written");
        var process = _world.Start();
        await process.DeployAsync(R2);
        await process.Checks.PassAsync(CheckStage.Validation);
        await _world.UntilAsync(RolloutPhase.Failed);
        _world.Latest.Outcome!.ShouldContain("the pointer file cannot be written");
        _world.Pointer.Release.ShouldBe(R1);
    }

    [Fact]
    public async Task ADrainThatTakesTooLongIsReportedWithWhatIsInFlightAndCanBeForced()
    {
        var process = _world.Start();
        var lease = process.Router.Active.Acquire();
        process.Router.InFlight[new Generation(1)] = 120;
        await process.DeployAsync(R2);
        await process.Checks.PassAsync(CheckStage.Validation);
        await _world.UntilAsync(RolloutPhase.Draining);
        await process.SettleAsync();
        _world.Time.Advance(TimeSpan.FromSeconds(30));
        await _world.Changed.UntilAsync(() => _world.Latest.IsDrainOverdue);
        await process.SettleAsync();
        _world.Latest.Timeline[^1].Message.ShouldContain("120 records of generation 1 are in flight");
        process.Controller.Alarms.ShouldHaveSingleItem().Name.ShouldBe("drain-overdue");
        _world.Latest.Phase.ShouldBe(RolloutPhase.Draining);

        (await process.Controller.ForceDrainAsync(First, "bob", "node hangs", ControllerProcess.Token)).Deployment!.Phase.ShouldBe(RolloutPhase.Baking);
        await _world.UntilNotedAsync("seal 1");
        process.Controller.Alarms.ShouldBeEmpty();
        _world.Audit.Facts.ShouldContain(fact => fact.Action == "deployment.drain-force" && fact.Actor == "bob" && fact.Reason == "node hangs");
        lease.Release();
    }

    [Fact]
    public async Task AFailureOfAReleaseThatIsNotReversibleRaisesAnAlarmInsteadOfARollback()
    {
        var process = _world.Start();
        await process.DeployAsync(R2);
        await process.Checks.SayAsync(CheckStage.Validation, CheckNames.BackwardRead, Verdict.Fail);
        foreach (var check in CheckNames.All.Where(check => check != CheckNames.BackwardRead))
        {
            await process.Checks.SayAsync(CheckStage.Validation, check, Verdict.Pass);
        }

        await _world.UntilAsync(RolloutPhase.AwaitingApproval);
        await process.Controller.ApproveAsync(First, "bob", string.Empty, ControllerProcess.Token);
        await process.Checks.SayAsync(CheckStage.Bake, CheckNames.Errors, Verdict.Fail);
        await process.SettleAsync();
        process.Controller.Alarms.ShouldHaveSingleItem().Name.ShouldBe("not-reversible-breach");
        _world.Pointer.Release.ShouldBe(R2);
    }

    [Fact]
    public async Task TheNextDeploymentTakesTheOldSlotAndEndsTheWayBackOfTheOneBefore()
    {
        var strategy = new Strategy { BakeTime = TimeSpan.Zero };
        _world.ChecksPassAtOnce = true;
        var process = _world.Start();
        await process.DeployAsync(R2, strategy);
        await _world.Changed.UntilAsync(() => _world.Latest is { Phase: RolloutPhase.Succeeded, Ledger: not null });
        var second = await process.DeployAsync(R3, strategy);
        second.Status.ShouldBe(CommandStatus.Accepted, second.Message);
        await _world.Changed.UntilAsync(() => _world.Latest is { Phase: RolloutPhase.Succeeded, Id.Value: 2 });
        _world.Pointer.ShouldBe(new SlotPointer(Color.Blue, new Generation(3), R3));
        _world.Deployments.Find(First)!.NoRollback.ShouldNotBeNull();
        _world.Deployments.Find(First)!.WarmUntil.ShouldBeNull();
        (await process.Controller.RollbackAsync(First, "bob", string.Empty, force: false, ControllerProcess.Token)).Status.ShouldBe(CommandStatus.Conflict);
    }

    [Fact]
    public async Task ALedgerThatDoesNotAddUpRaisesAnAlarm()
    {
        var process = _world.Start();
        await _world.TrafficAsync(settled: 9);
        await process.DeployAsync(R2);
        await process.Controller.AbortAsync(First, "bob", string.Empty, ControllerProcess.Token);
        await _world.Changed.UntilAsync(() => _world.Latest.Ledger is { IsBalanced: false });
        await process.SettleAsync();
        process.Controller.Alarms.ShouldHaveSingleItem().Name.ShouldBe("ledger-unbalanced");
    }

    private async Task ToBakeAsync(ControllerProcess process)
    {
        await process.DeployAsync(R2);
        await process.Checks.PassAsync(CheckStage.Validation);
        await _world.UntilAsync(RolloutPhase.Baking);
        await process.SettleAsync();
    }
}
