using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>Back by hand after a success, and forth again.</summary>
public sealed class RollbackTests
{
    [Fact]
    public async Task AColdReleaseIsFilledInBeforeItIsGoneBackTo()
    {
        await using var platform = await KillablePlatform.StartAsync();
        var before = await platform.Api.PointerAsync();
        var deployment = await platform.Api.DeployAsync(await platform.GoodReleaseAsync(), DeploymentApi.Quick with { KeepWarm = TimeSpan.Zero });
        var succeeded = await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        await Polling.UntilAsync("the old slot is empty", async () => (await platform.WorkersAsync(before.Color)).Count == 0);

        var rolling = await platform.Api.CommandAsync(deployment.Id, "rollback");
        (rolling.Phase, rolling.OldSlot, rolling.Restored).ShouldBe((RolloutPhase.RollingBack, OldSlot.Filling, null));
        rolling.Timeline[^1].Message.ShouldEndWith("must be filled first");
        var ended = await platform.Api.UntilAsync(deployment.Id, RolloutPhase.RolledBack);
        ended.Restored.ShouldBe(new SlotPointer(before.Color, succeeded.Switched!.Generation.Next, before.Release));
        ended.Ledger!.IsBalanced.ShouldBeTrue();
        await platform.VerifyAsync(ended.Restored!);
    }

    [Fact]
    public async Task AReleaseThatIsStillWarmIsDeployedAgainWithoutStartingAProcess()
    {
        await using var platform = await KillablePlatform.StartAsync();
        var before = await platform.Api.PointerAsync();
        var workers = await platform.WorkersAsync(before.Color);
        var forth = await platform.Api.DeployAsync(await platform.GoodReleaseAsync());
        var succeeded = await platform.Api.UntilAsync(forth.Id, RolloutPhase.Succeeded);

        // It takes the field away again, which nobody declared; the check is not what this is about.
        var back = await platform.Api.DeployAsync(before.Release.Name, DeploymentApi.QuickWith((CheckNames.OutputDiff, CheckMode.Advisory)));
        var again = await platform.Api.UntilAsync(back.Id, RolloutPhase.Succeeded);
        again.Switched.ShouldBe(new SlotPointer(before.Color, succeeded.Switched!.Generation.Next, before.Release));
        (await platform.WorkersAsync(before.Color)).ShouldBe(workers);
        await platform.VerifyAsync(again.Switched!);
    }
}
