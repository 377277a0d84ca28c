using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Tests.Rollouts.Model;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

/// <summary>Anything may happen in any order, then the world calms down: the invariants hold at every step, and the deployment comes to an end.</summary>
public sealed class RolloutPropertyTests
{
    private const int Rounds = 3000;

    private static readonly Arbitrary<int[]> Tapes = Arb.From(
        Gen.Choose(0, 60).SelectMany(length => Gen.Choose(0, 999_999).ArrayOf(length)),
        tape => Enumerable.Range(0, tape.Length).Select(without => tape.Where((_, index) => index != without).ToArray()));

    private static readonly string[] Checks = [CheckNames.Latency, CheckNames.BackwardRead, CheckNames.Errors, "custom:prices"];

    [Fact]
    public void WhateverHappensTheInvariantsHoldAndItEnds() => Prop.ForAll(Tapes, tape =>
    {
        var world = Play(tape);
        new Ordinary(world, AnyHabits(tape.Length)).Settle();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));

    [Fact]
    public void TheSameEventsGiveTheSameStates() => Prop.ForAll(Tapes, tape =>
    {
        var states = Enumerable.Range(0, 2).Select(_ =>
        {
            var world = Play(tape);
            return (world.State.Phase, world.State.Version, world.State.Outcome, Told: string.Join('\n', world.State.Timeline), world.Pointer);
        }).ToList();
        return states[0] == states[1];
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds / 10));

    private static World Play(int[] tape)
    {
        var chance = new Tape(tape);
        var world = new World(AnyStrategy(chance));

        // Most of what can go wrong late needs a good beginning.
        new Ordinary(world, new Habits()).Until(chance.One(RolloutPhase.Provisioning, RolloutPhase.Validating, RolloutPhase.Draining, RolloutPhase.Draining, RolloutPhase.Baking));
        while (!chance.IsOver)
        {
            Anything(world, chance);
        }

        return world;
    }

    private static Strategy AnyStrategy(Tape chance)
    {
        var strategy = Course.Requiring() with
        {
            AutoPromote = chance.Flip(),
            BakeTime = chance.Flip() ? TimeSpan.FromMinutes(5) : TimeSpan.Zero,
            KeepWarm = chance.Flip() ? TimeSpan.FromHours(1) : TimeSpan.Zero,
        };
        return Checks.Aggregate(strategy, (sum, check) => Course.With(sum, check, chance.One(CheckMode.Required, CheckMode.Required, CheckMode.Advisory, CheckMode.Off)));
    }

    private static Habits AnyHabits(int number) => new()
    {
        Validation = (number % 3) switch { 0 => Verdict.Fail, 1 => Verdict.Pass, _ => Verdict.Inconclusive },
        Bake = (number % 5) switch { 0 => Verdict.Fail, 1 => Verdict.Inconclusive, _ => Verdict.Pass },
        IsUnreadable = number % 7 == 0,
        CanRefillOldSlot = number % 4 != 0,
        Drains = number % 2 == 0,
        Approves = number % 11 != 0,
    };

    private static void Anything(World world, Tape chance)
    {
        switch (chance.Below(20))
        {
            case < 6 when world.Inbox.Count > 0:
                world.DeliverNext();
                break;
            case 6 or 7 when world.Filling.Count > 0:
                world.FinishFilling(world.Filling[chance.Below(world.Filling.Count)], succeeds: chance.Below(4) > 0);
                break;
            case 8 when world.EndedAndLeased.Any():
                world.Drain(chance.One([.. world.EndedAndLeased]));
                break;
            case 9 or 10 or 11:
                Report(world, chance);
                break;
            case 12:
                world.Now += chance.One(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3), TimeSpan.FromDays(2), TimeSpan.FromHours(-5));
                world.Deliver(new DeadlinePassed("?"));
                break;
            case 13:
                world.Now = world.State.Deadline is { } deadline && deadline > world.Now ? deadline : world.Now;
                world.Deliver(new DeadlinePassed("?"));
                break;
            case 14 or 15:
                Command(world, chance);
                break;
            case 16:
                world.Lose(world.Pointer.Color.Other(), isNoticed: chance.Flip());
                break;
            case 17:
                Repeat(world, chance);
                break;
            case 18:
                world.Crash(isMeddledWith: chance.Below(5) == 0);
                world.DeliverNext();
                break;
            case 19 when world.State.Phase.IsEnd() && chance.Below(3) == 0:
                world.Deliver(new Superseded(new DeploymentId(2)));
                break;
        }
    }

    private static void Report(World world, Tape chance) => world.Deliver(new CheckReported(new CheckReport
    {
        Check = chance.One(Checks),
        Stage = chance.Below(4) > 0 ? world.Stage : chance.One(CheckStage.Validation, CheckStage.Bake),
        Verdict = chance.One(Verdict.Pass, Verdict.Pass, Verdict.Pass, Verdict.Inconclusive, Verdict.Fail, Verdict.None),
        Summary = "so it is",
    }));

    private static void Command(World world, Tape chance)
    {
        var before = world.State;
        world.Deliver(chance.One<RolloutEvent>(
            new ApprovalGiven("bob", ""),
            new ApprovalGiven("bob", ""),
            new AbortRequested("bob", "no"),
            new RollbackRequested("bob", "no", chance.Flip(), world.IsOldSlotWarm),
            new RollbackRequested("bob", "no", chance.Flip(), world.IsOldSlotWarm),
            new DrainForced("bob", "now")));

        // A person always gets an answer: something happened, or why nothing did.
        ReferenceEquals(before, world.State).ShouldBe(world.LastRefusal is not null);
    }

    /// <summary>Some events may come twice; others would be lies the second time.</summary>
    private static void Repeat(World world, Tape chance)
    {
        var truths = world.Past.Where(past => past switch
        {
            Drained or PointerMoved or LedgerClosed or CheckReported => true,
            SlotReady(var color) => world.IsFilled(color, color == world.State.Target ? world.State.Release : world.State.Before.Release),
            _ => false,
        }).ToArray();
        if (truths.Length > 0)
        {
            world.Deliver(chance.One(truths));
        }
    }

    private sealed class Tape(int[] numbers)
    {
        private int _next;

        public bool IsOver => _next >= numbers.Length;

        public int Below(int most) => IsOver ? 0 : numbers[_next++] % most;

        public bool Flip() => Below(2) == 1;

        public T One<T>(params T[] things) => things[Below(things.Length)];
    }
}
