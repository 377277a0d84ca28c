using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Tests.Rollouts.Model;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

/// <summary>
/// The program ends after every single step of whole deployments, stored or done, once and twice. The deployment always comes to the same end as without, and the world
/// holds it to the invariants on the way.
/// </summary>
public sealed class CrashTests
{
    private static readonly Strategy Manual = Course.Requiring(CheckNames.Latency, CheckNames.BackwardRead) with { AutoPromote = false };
    private static readonly Strategy Automatic = Manual with { AutoPromote = true };
    private static readonly Strategy Unwatched = Course.Requiring() with { BakeTime = TimeSpan.Zero, KeepWarm = TimeSpan.Zero };

    private static readonly Dictionary<string, (Strategy Strategy, Habits Habits, RolloutPhase End)> Stories = new()
    {
        ["promoted"] = (Automatic, new Habits(), RolloutPhase.Succeeded),
        ["approved"] = (Manual, new Habits(), RolloutPhase.Succeeded),
        ["switched without looking"] = (Unwatched, new Habits(), RolloutPhase.Succeeded),
        ["never approved"] = (Manual, new Habits { Approves = false }, RolloutPhase.Aborted),
        ["aborted while it is filled"] = (Automatic, new Habits { Intervention = (RolloutPhase.Provisioning, Abort) }, RolloutPhase.Aborted),
        ["aborted while it is validated"] = (Automatic, new Habits { Intervention = (RolloutPhase.Validating, Abort) }, RolloutPhase.Aborted),
        ["aborted instead of approved"] = (Manual, new Habits { Intervention = (RolloutPhase.AwaitingApproval, Abort) }, RolloutPhase.Aborted),
        ["never ready"] = (Automatic, new Habits { CanFillTarget = false }, RolloutPhase.Failed),
        ["fails a check"] = (Automatic, new Habits { Validation = Verdict.Fail }, RolloutPhase.Failed),
        ["has no traffic"] = (Automatic, new Habits { Validation = Verdict.Inconclusive }, RolloutPhase.Failed),
        ["degrades after the switch"] = (Automatic, new Habits { Bake = Verdict.Fail }, RolloutPhase.RolledBack),
        ["has no traffic after the switch"] = (Automatic, new Habits { Bake = Verdict.Inconclusive }, RolloutPhase.RolledBack),
        ["degrades and the old slot is dead"] = (Automatic, new Habits { Bake = Verdict.Fail, LosesOldSlot = true }, RolloutPhase.RolledBack),
        ["not reversible and good"] = (Automatic, new Habits { IsUnreadable = true }, RolloutPhase.Succeeded),
        ["not reversible and degrades"] = (Automatic, new Habits { IsUnreadable = true, Bake = Verdict.Fail }, RolloutPhase.Failed),
        ["rolled back during the bake"] = (Automatic, new Habits { Intervention = (RolloutPhase.Baking, Rollback) }, RolloutPhase.RolledBack),
        ["rolled back after success"] = (Automatic, new Habits { Intervention = (RolloutPhase.Succeeded, Rollback) }, RolloutPhase.RolledBack),
        ["rolled back after success without looking"] = (Unwatched, new Habits { Intervention = (RolloutPhase.Succeeded, Rollback) }, RolloutPhase.RolledBack),
        ["not reversible and forced back"] = (Automatic, new Habits { IsUnreadable = true, Intervention = (RolloutPhase.Baking, Rollback) }, RolloutPhase.RolledBack),
        ["cannot go back"] = (Automatic, new Habits { CanRefillOldSlot = false, LosesOldSlot = true, Bake = Verdict.Fail }, RolloutPhase.Failed),
        ["hangs in the drain and is forced"] = (Automatic, new Habits { Drains = false }, RolloutPhase.Succeeded),
        ["hangs in both drains"] = (Automatic, new Habits { Drains = false, Bake = Verdict.Fail }, RolloutPhase.RolledBack),
    };

    public static TheoryData<string> Names => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ACrashAfterAnyStepDoesNotChangeTheEnd(string name)
    {
        var (strategy, habits, end) = Stories[name];
        Run(strategy, habits, end);
        var steps = 1;
        while (Run(strategy, habits, end, steps) == 1)
        {
            steps++;
        }

        steps.ShouldBeGreaterThan(5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TwoCrashesDoNotChangeTheEnd(string name)
    {
        var (strategy, habits, end) = Stories[name];
        for (var first = 1; Run(strategy, habits, end, first) == 1; first++)
        {
            for (var second = 1; Run(strategy, habits, end, first, second) == 2; second++)
            {
            }
        }
    }

    [Theory]
    [InlineData(RolloutPhase.Draining)]
    [InlineData(RolloutPhase.Baking)]
    public void ARollbackDuringADrainThatHangsComesToAnEnd(RolloutPhase phase)
    {
        // Where it is asked for depends on when the crash comes: the drain is over then.
        foreach (var drains in new[] { true, false })
        {
            var habits = new Habits { Drains = drains, Intervention = (phase, Rollback) };
            for (var steps = 1; Run(Automatic, habits, null, steps) == 1; steps++)
            {
            }
        }
    }

    private static int Run(Strategy strategy, Habits habits, RolloutPhase? end, params int[] crashes)
    {
        var world = new World(strategy, crashes);
        new Ordinary(world, habits).Settle();
        world.State.Phase.ShouldBe(end ?? world.State.Phase, $"crash after {string.Join(", then ", crashes)}");
        return world.Crashes;
    }

    private static AbortRequested Abort(World world) => new("bob", "");

    private static RollbackRequested Rollback(World world) => new("bob", "", Force: true, world.IsOldSlotWarm);
}
