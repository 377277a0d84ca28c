using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>SIGKILL of the gateway in every state of a deployment, under traffic, and a start on the same data: it goes on, or backs out.</summary>
public sealed class GatewayKillTests
{
    private const string Again = "the controller started again";

    private static readonly Strategy Watched = DeploymentApi.Quick with { BakeTime = TimeSpan.FromSeconds(3) };
    private static readonly Strategy Manual = DeploymentApi.Quick with { AutoPromote = false };

    /// <summary>What validates and bakes nothing that takes time: for tests about what is around it.</summary>
    private static readonly Strategy Unwatched = new()
    {
        AutoPromote = false,
        Dwell = TimeSpan.Zero,
        BakeTime = TimeSpan.Zero,
        Checks = CheckNames.All.Except([CheckNames.Readiness, CheckNames.Configuration]).ToDictionary(check => check, _ => CheckMode.Off),
    };

    [Theory]
    [InlineData(RolloutPhase.Provisioning)]
    [InlineData(RolloutPhase.Validating)]
    [InlineData(RolloutPhase.Baking)]
    public async Task AKilledGatewayGoesOnWithTheDeployment(RolloutPhase phase)
    {
        await using var platform = await KillablePlatform.StartAsync();
        var before = await platform.Api.PointerAsync();
        var deployment = await platform.Api.DeployAsync(await platform.GoodReleaseAsync(), Watched);
        if (deployment.Phase != phase)
        {
            await platform.Api.UntilAsync(deployment.Id, phase);
        }

        await platform.KillAndStartAgainAsync();
        var ended = await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        ended.Timeline.ShouldContain(entry => entry.Message.StartsWith(Again, StringComparison.Ordinal));
        ended.Ledger!.IsBalanced.ShouldBeTrue();
        ended.Switched.ShouldBe(new SlotPointer(before.Color.Other(), before.Generation.Next, deployment.Release));
        await platform.VerifyAsync(ended.Switched!);
    }

    [Fact]
    public async Task AKilledGatewayValidatesAgainBeforeItWaitsForTheApprovalAgain()
    {
        await using var platform = await KillablePlatform.StartAsync();
        var deployment = await platform.Api.DeployAsync(await platform.GoodReleaseAsync(), Manual);
        await platform.Api.UntilAsync(deployment.Id, RolloutPhase.AwaitingApproval);
        await platform.KillAndStartAgainAsync();

        (await platform.Api.StateAsync(deployment.Id)).Phase.ShouldBeOneOf(RolloutPhase.Provisioning, RolloutPhase.Validating, RolloutPhase.AwaitingApproval);
        var waiting = await platform.Api.UntilAsync(deployment.Id, RolloutPhase.AwaitingApproval);
        waiting.Timeline.Count(entry => entry.Phase == RolloutPhase.Validating && entry.Message.Contains("is ready with", StringComparison.Ordinal)).ShouldBe(2);
        await platform.Api.CommandAsync(deployment.Id, "approve");
        var ended = await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        await platform.VerifyAsync(ended.Switched!);
    }

    [Fact]
    public async Task AKillDuringTheSwitchLeavesOneOfTheTwoPointersAndADeploymentThatKnowsWhich()
    {
        const int Rounds = 3;
        await using var platform = await KillablePlatform.StartAsync();
        var random = new Random(20_261_121);
        var serves = await platform.Api.PointerAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var deployment = await platform.Api.DeployAsync(await platform.GoodReleaseAsync($"2.{round}"), Unwatched);
            await platform.Api.UntilAsync(deployment.Id, RolloutPhase.AwaitingApproval);
            var approving = platform.Api.PostAsync($"api/v1/deployments/{deployment.Id}/approve", new { });
            await platform.Traffic.WaitForAsync(random.Next(0, 60));
            await platform.KillAndStartAgainAsync();
            await Task.WhenAny(approving);

            var state = await platform.Api.UntilAsync(deployment.Id, "waits or has ended", IsAtRest);
            if (state.Phase == RolloutPhase.AwaitingApproval)
            {
                (await platform.Api.PointerAsync()).ShouldBe(serves);
                await platform.Api.CommandAsync(deployment.Id, "abort");
                (await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Aborted)).Switched.ShouldBeNull();
            }
            else
            {
                state.Phase.ShouldBe(RolloutPhase.Succeeded, state.Outcome);
                serves = state.Switched!;
            }
        }

        await platform.VerifyAsync(serves);
    }

    [Fact]
    public async Task AKillWhileTheOldReleaseDrainsProcessesWhatItHeldWithTheNewOne()
    {
        await using var platform = await KillablePlatform.StartAsync();
        var marker = Path.Combine(platform.Folder, "slow");
        var slow = await platform.Api.DeployAsync(await platform.Api.CreateFaultyAsync(new { marker, sleepMilliseconds = 2000 }), Unwatched with { AutoPromote = true });
        var held = (await platform.Api.UntilAsync(slow.Id, RolloutPhase.Succeeded)).Switched!;
        var deployment = await platform.Api.DeployAsync(await platform.GoodReleaseAsync(), Unwatched);
        await platform.Api.UntilAsync(deployment.Id, RolloutPhase.AwaitingApproval);
        await File.WriteAllTextAsync(marker, string.Empty, TestContext.Current.CancellationToken);
        await platform.Traffic.WaitForAsync(500);
        await platform.Api.CommandAsync(deployment.Id, "approve");
        await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Draining);
        await platform.KillAsync();
        File.Delete(marker);
        await platform.StartAgainAsync();

        var ended = await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        ended.Timeline.ShouldContain(entry => entry.Message.StartsWith(Again, StringComparison.Ordinal) && entry.Message.EndsWith($"generation {held.Generation} is drained", StringComparison.Ordinal));
        ended.Ledger!.IsBalanced.ShouldBeTrue();
        await platform.VerifyAsync(ended.Switched!);
    }

    [Fact]
    public async Task AKillOnTheWayBackDoesNotEndIt()
    {
        await using var platform = await KillablePlatform.StartAsync();
        var before = await platform.Api.PointerAsync();
        var deployment = await platform.Api.DeployAsync(await platform.GoodReleaseAsync(), Unwatched with { AutoPromote = true, KeepWarm = TimeSpan.Zero });
        await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        await Polling.UntilAsync("the old slot is empty", async () => (await platform.WorkersAsync(before.Color)).Count == 0);
        (await platform.Api.CommandAsync(deployment.Id, "rollback", "it smells")).Phase.ShouldBe(RolloutPhase.RollingBack);
        await platform.KillAndStartAgainAsync();

        var ended = await platform.Api.UntilAsync(deployment.Id, RolloutPhase.RolledBack);
        ended.Outcome.ShouldNotBeNull().ShouldContain("it smells");
        ended.Timeline.ShouldContain(entry => entry.Message.StartsWith(Again, StringComparison.Ordinal));
        await platform.VerifyAsync(new SlotPointer(before.Color, ended.Switched!.Generation.Next, before.Release));
    }

    [Fact]
    public async Task AKillAfterTheSuccessLeavesAWarmWayBack()
    {
        await using var platform = await KillablePlatform.StartAsync();
        var before = await platform.Api.PointerAsync();
        var deployment = await platform.Api.DeployAsync(await platform.GoodReleaseAsync(), Unwatched with { AutoPromote = true });
        var succeeded = await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        await platform.KillAndStartAgainAsync();

        (await platform.Api.PointerAsync()).ShouldBe(succeeded.Switched);
        await Polling.UntilAsync("it has its old slot again", async () => (await platform.Api.StateAsync(deployment.Id)).OldSlot == OldSlot.Warm);
        (await platform.Api.CommandAsync(deployment.Id, "rollback")).RollbackTiming.ShouldNotBeNull();
        await platform.Api.UntilAsync(deployment.Id, RolloutPhase.RolledBack);
        await platform.VerifyAsync(new SlotPointer(before.Color, succeeded.Switched!.Generation.Next, before.Release));
    }

    private static bool IsAtRest(RolloutState state) => state.Phase == RolloutPhase.AwaitingApproval || (state.Phase.IsEnd() && state.Ledger is not null);
}
