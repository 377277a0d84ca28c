using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>SIGKILL of all workers of a slot, or of both, while a deployment depends on them.</summary>
public sealed class WorkerKillTests
{
    private static readonly Strategy Watched = DeploymentApi.Quick with { MinRecords = 2000, BakeTime = TimeSpan.FromSeconds(3), ValidationLimit = TimeSpan.FromSeconds(30) };

    [Theory]
    [InlineData(RolloutPhase.Validating, Color.Blue)]
    [InlineData(RolloutPhase.Validating, Color.Green)]
    [InlineData(RolloutPhase.Baking, Color.Blue)]
    [InlineData(RolloutPhase.Baking, Color.Green)]
    [InlineData(RolloutPhase.Baking, Color.Blue, Color.Green)]
    public async Task EveryWorkerOfASlotMayDieWhileADeploymentIs(RolloutPhase phase, params Color[] slots)
    {
        await using var platform = await KillablePlatform.StartAsync();
        var before = await platform.Api.PointerAsync();
        before.Color.ShouldBe(Color.Blue);
        var deployment = await platform.Api.DeployAsync(await platform.GoodReleaseAsync(), Watched);
        await platform.Api.UntilAsync(deployment.Id, phase);
        var killed = await platform.KillWorkersAsync(slots);

        var ended = await platform.Api.UntilEndAsync(deployment.Id);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', ended.Timeline.Select(entry => $"{entry.At:O} {entry.Phase} {entry.Message}")));
        ended.Ledger!.IsBalanced.ShouldBeTrue();
        var switched = new SlotPointer(Color.Green, before.Generation.Next, deployment.Release);
        if (ended.Phase != RolloutPhase.Succeeded)
        {
            // A candidate whose workers die may be taken for one that kills them, if the mirror had a unit there at that moment; and one whose node was started again before it was
            // found ready is never stable. Production is then untouched, or restored.
            slots.ShouldContain(Color.Green, ended.Outcome);
            ended.Phase.ShouldBe(phase == RolloutPhase.Baking ? RolloutPhase.RolledBack : RolloutPhase.Failed);
            ended.Outcome.ShouldNotBeNull().ShouldMatch("was lost|readiness");
        }

        await platform.VerifyAsync(ended.Phase == RolloutPhase.Succeeded ? switched : ended.Restored ?? before);
        (await platform.WorkersAsync(Color.Blue)).Concat(await platform.WorkersAsync(Color.Green)).ShouldNotContain(worker => killed.Contains(worker));
    }
}
