using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

public sealed class RollingBackTests
{
    private static readonly Drained FirstDrain = new(Course.Before.Generation, TimeSpan.FromSeconds(2));
    private static readonly Drained SecondDrain = new(Course.Ahead.Generation, TimeSpan.FromMilliseconds(80));
    private static readonly PointerMoved Moved = new(Course.Back, Course.Timing);

    [Fact]
    public void ARollbackIsANewGenerationThatPointsBack()
    {
        var course = Course.RollingBack();
        course.ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back), new StopChecks());
        course.State.Timeline[^1].ShouldBe(new TimelineEntry(course.Now, RolloutPhase.RollingBack, "bob", "a rollback is asked for: wrong prices"));
    }

    [Fact]
    public void TheCandidatesGenerationRunsOutThen()
    {
        var course = Course.RollingBack().Send(Moved);
        course.ShouldBeIn(RolloutPhase.RollingBack, new AwaitDrain(Course.Ahead.Generation));
        course.State.Restored.ShouldBe(Course.Back);
        course.State.RollbackTiming.ShouldBe(Course.Timing);
        course.State.Deadline.ShouldBe(course.Now + course.State.Strategy.DrainLimit);
    }

    [Fact]
    public void TheLastLeaseEndsTheRollback()
    {
        var course = Course.RollingBack().Send(Moved).Send(SecondDrain);
        course.ShouldBeIn(
            RolloutPhase.RolledBack, new SealGeneration(Course.Ahead.Generation), new StopSlot(Color.Green), new CloseLedger(Course.Before.Generation));
        course.State.Outcome.ShouldBe("rolled back by bob: wrong prices");
        course.State.RollbackTiming!.Drained.ShouldBe(TimeSpan.FromMilliseconds(80));
        course.State.EndedAt.ShouldBe(course.Now);
    }

    [Fact]
    public void AColdSlotIsFilledFirst()
    {
        var course = Course.Baking().Rollback(isWarm: false);
        course.ShouldBeIn(RolloutPhase.RollingBack, new StopChecks(), new ProvisionSlot(Color.Blue, Course.Named("1.0")));
        course.State.Deadline.ShouldBe(course.Now + course.State.Strategy.ProvisionLimit);
        course.Send(new SlotReady(Color.Blue)).ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back));
        course.State.Deadline.ShouldBeNull();
        course.ShouldBeIgnored(new SlotReady(Color.Blue));
    }

    [Fact]
    public void ASlotThatOnlySeemedWarmIsFilledOnce()
    {
        var course = Course.RollingBack().Send(new SwitchRefused("blue-1 is not ready"));
        course.ShouldBeIn(RolloutPhase.RollingBack, new ProvisionSlot(Color.Blue, Course.Named("1.0")));
        course.Send(new SlotReady(Color.Blue)).ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back));
        course.Send(new SwitchRefused("blue-1 is not ready"))
            .ShouldBeIn(RolloutPhase.Failed, new StopChecks(), new StopSlot(Color.Blue), new CloseLedger(Course.Before.Generation));
        course.State.Outcome.ShouldBe("the rollback could not be made: the switch was refused: blue-1 is not ready; 2.0 keeps serving");
    }

    [Fact]
    public void AnOldSlotThatCannotBeFilledLeavesTheCandidateServing()
    {
        var course = Course.Baking().Rollback(isWarm: false).Send(new SlotFailed(Color.Blue, "disk full"));
        course.ShouldBeIn(RolloutPhase.Failed, new StopChecks(), new StopSlot(Color.Blue), new CloseLedger(Course.Before.Generation));
        course.State.Outcome.ShouldBe("the rollback could not be made: blue could not be filled: disk full; 2.0 keeps serving");
        course.ShouldRefuse(new RollbackRequested("bob", "", true, true), "deploy 1.0 to go back");
    }

    [Fact]
    public void AnOldSlotThatIsNotReadyInTimeLeavesTheCandidateServing()
    {
        var course = Course.Baking().Rollback(isWarm: false).PassDeadline();
        course.State.Phase.ShouldBe(RolloutPhase.Failed);
        course.State.Outcome.ShouldBe("the rollback could not be made: blue was not ready within 2 min; 2.0 keeps serving");
    }

    [Fact]
    public void WhyAnOldSlotIsNotReadyInTimeIsSaid()
    {
        var course = Course.Baking().Rollback(isWarm: false).PassDeadline("blue-1 is starting");
        course.State.Outcome.ShouldBe("the rollback could not be made: blue was not ready within 2 min: blue-1 is starting; 2.0 keeps serving");
    }

    [Fact]
    public void ARollbackDuringTheDrainWaitsForBothGenerationsAtTheEnd()
    {
        var course = Course.Draining().Rollback().Send(Moved);
        course.ShouldBeIn(RolloutPhase.RollingBack, new AwaitDrain(Course.Before.Generation), new AwaitDrain(Course.Ahead.Generation));
        course.Send(SecondDrain).ShouldBeIn(RolloutPhase.RollingBack);
        course.Send(FirstDrain).ShouldBeIn(
            RolloutPhase.RolledBack, new SealGeneration(Course.Ahead.Generation), new StopSlot(Color.Green), new CloseLedger(Course.Before.Generation));
    }

    [Fact]
    public void TheFirstGenerationMayRunOutFirst()
    {
        var course = Course.Draining().Rollback().Send(FirstDrain);
        course.ShouldBeIn(RolloutPhase.RollingBack, new SealGeneration(Course.Before.Generation));
        course.State.SwitchTiming!.Drained.ShouldBe(FirstDrain.After);
        course.Send(Moved).ShouldBeIn(RolloutPhase.RollingBack, new AwaitDrain(Course.Ahead.Generation));
    }

    [Fact]
    public void AFailedRollbackDuringTheDrainEndsOnlyWhenTheOldSlotIsEmpty()
    {
        var course = Course.Draining().Rollback(isWarm: false).Send(new SlotFailed(Color.Blue, "disk full"));
        course.ShouldBeIn(RolloutPhase.RollingBack, new AwaitDrain(Course.Before.Generation));
        course.PassDeadline("1 lease").ShouldBeIn(RolloutPhase.RollingBack);
        course.State.IsDrainOverdue.ShouldBeTrue();
        course.Send(FirstDrain).ShouldBeIn(
            RolloutPhase.Failed, new SealGeneration(Course.Before.Generation), new StopChecks(), new StopSlot(Color.Blue), new CloseLedger(Course.Before.Generation));
        course.State.Outcome.ShouldBe("the rollback could not be made: blue could not be filled: disk full; 2.0 keeps serving");
    }

    [Fact]
    public void AnOverdueDrainIsReportedAgainAndCanBeForced()
    {
        var course = Course.Draining().PassDeadline().Rollback().Send(Moved);
        course.State.IsDrainOverdue.ShouldBeFalse("a new drain has begun");
        course.PassDeadline("2 leases").ShouldBeIn(RolloutPhase.RollingBack);
        course.State.IsDrainOverdue.ShouldBeTrue();
        course.LastWord.ShouldBe("generations 6 and 7 are not drained within 30 s: 2 leases");
        course.Force().ShouldBeIn(
            RolloutPhase.RolledBack, new SealGeneration(Course.Ahead.Generation), new StopSlot(Color.Green), new CloseLedger(Course.Before.Generation));
        course.State.Timeline[^2].Actor.ShouldBe("bob");
    }

    [Fact]
    public void NothingCanBeForcedBeforeThePointerIsBack() => Course.Draining().Rollback().ShouldRefuse(new DrainForced("bob", ""), "on the way back");

    [Fact]
    public void OtherCommandsAreRefused()
    {
        var course = Course.RollingBack();
        course.ShouldRefuse(new RollbackRequested("bob", "", true, true), "on the way back already");
        course.ShouldRefuse(new AbortRequested("bob", ""), "on the way back already");
        course.ShouldRefuse(new ApprovalGiven("bob", ""), "on the way back already");
    }

    [Fact]
    public void VerdictsDoNotMatterAnyMore()
    {
        var course = Course.RollingBack();
        var before = course.State;
        course.Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake).State.ShouldBeSameAs(before);
        course.ShouldBeIgnored(new SlotFailed(Color.Green, "gone"));
        course.ShouldBeIgnored(new LedgerClosed(Course.Balanced));
    }
}
