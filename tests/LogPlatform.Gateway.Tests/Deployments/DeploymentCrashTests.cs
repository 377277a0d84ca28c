using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using static LogPlatform.Gateway.Tests.Deployments.MemoryCatalogOfReleases;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>
/// The process is killed before and after everything that it stores or does, one after the other: whatever it had done by then, the next one ends the deployment cleanly.
/// </summary>
public sealed class DeploymentCrashTests
{
    private static readonly Strategy Quick = new() { BakeTime = TimeSpan.FromSeconds(10), KeepWarm = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task KilledAnywhereADeploymentGoesOnOrEndsCleanly() => await KillEverywhereAsync((_, _) => Task.CompletedTask, RolloutPhase.Succeeded, crossings: 30);

    [Fact]
    public async Task KilledAnywhereADeploymentThatIsApprovedEndsCleanly() => await KillEverywhereAsync(
        async (world, process) =>
        {
            await world.Changed.UntilAsync(() => world.Latest.Phase is RolloutPhase.AwaitingApproval || world.Latest.Phase > RolloutPhase.AwaitingApproval);
            await process.Controller.ApproveAsync(new DeploymentId(1), "bob", string.Empty, ControllerProcess.Token);
        },
        RolloutPhase.Succeeded,
        crossings: 30,
        autoPromote: false);

    [Fact]
    public async Task KilledAnywhereARollbackIsMadeOrCanBeAskedForAgain() => await KillEverywhereAsync(
        async (world, process) =>
        {
            await world.Changed.UntilAsync(() => world.Latest.Switched is not null);
            await process.Controller.RollbackAsync(new DeploymentId(1), "bob", string.Empty, force: false, ControllerProcess.Token);
        },
        RolloutPhase.RolledBack,
        crossings: 36);

    [Fact]
    public async Task KilledAnywhereAnAbortIsMadeOrCanBeAskedForAgain() => await KillEverywhereAsync(
        async (world, process) => await process.Controller.AbortAsync(new DeploymentId(1), "bob", string.Empty, ControllerProcess.Token),
        RolloutPhase.Aborted,
        crossings: 8,
        autoPromote: false);

    private static async Task KillEverywhereAsync(Func<World, ControllerProcess, Task> command, RolloutPhase end, int crossings, bool autoPromote = true)
    {
        var strategy = Quick with { AutoPromote = autoPromote };
        for (var kill = 1; ; kill++)
        {
            await using var world = new World { ChecksPassAtOnce = true };
            await world.TrafficAsync();
            var fuse = new Fuse(kill);
            var first = world.Start(fuse);
            var course = CourseAsync(world, first, strategy, command, end);
            await Task.WhenAny(course, fuse.Blown);
            if (!fuse.IsBlown)
            {
                await course;
                kill.ShouldBeGreaterThan(crossings, "so many times does the course go through a port");
                return;
            }

            // The program starts again over what is stored. Whoever gave the command got no answer, and looks.
            var second = world.Start();
            await CourseAsync(world, second, strategy, command, end);
            world.Latest.Phase.ShouldBeOneOf(end, RolloutPhase.Succeeded, RolloutPhase.RolledBack);
            world.Pointer.Release.ShouldBe(world.Latest.Phase == RolloutPhase.Succeeded ? R2 : R1, $"killed at {kill}");
            world.Latest.Ledger!.IsBalanced.ShouldBeTrue($"killed at {kill}");
            second.Slots[world.Pointer.Color].Release.ShouldBe(world.Pointer.Release);
            world.Audit.Facts.Where(fact => fact.Action == "pointer.switch").Select(fact => fact.Subject).Distinct()
                .ShouldBe(Enumerable.Range(2, (int)world.Pointer.Generation.Value - 1).Select(generation => $"generation/{generation}"));
        }
    }

    // Does whatever is missing until the deployment has ended and its ledger is closed.
    private static async Task CourseAsync(World world, ControllerProcess process, Strategy strategy, Func<World, ControllerProcess, Task> command, RolloutPhase end)
    {
        await process.SettleAsync();
        if (world.Deployments.Latest() is null)
        {
            await process.DeployAsync(R2, strategy);
        }

        var required = CheckPlan.RequiredOf(strategy, CheckStage.Bake);
        await Task.WhenAny(command(world, process), world.Changed.UntilAsync(() => world.Latest is { Ledger: not null } ended && ended.Phase.IsEnd()));
        await world.Changed.UntilAsync(() => world.Latest.Phase.IsEnd() || world.Latest.Phase is RolloutPhase.Baking);
        while (world.Latest.Phase == RolloutPhase.Baking && end == RolloutPhase.Succeeded)
        {
            await world.Changed.UntilAsync(() => world.Latest.Phase != RolloutPhase.Baking || required.All(check => Passes(world.Latest, check)));
            await process.SettleAsync();
            world.Time.Advance(TimeSpan.FromSeconds(10));
            await process.SettleAsync();
        }

        await world.Changed.UntilAsync(() => world.Latest is { Ledger: not null } ended && ended.Phase.IsEnd());
    }

    private static bool Passes(RolloutState state, string check) =>
        state.Checks.Any(report => report.Check == check && report is { Stage: CheckStage.Bake, Verdict: Verdict.Pass });
}
