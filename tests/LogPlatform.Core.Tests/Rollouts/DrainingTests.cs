using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

public sealed class DrainingTests
{
    [Fact]
    public void TheLastLeaseSealsTheOldGenerationAndTheBakeBegins()
    {
        var course = Course.Baking();
        course.ShouldBeIn(RolloutPhase.Baking, new SealGeneration(Course.Before.Generation));
        course.State.SwitchTiming!.Drained.ShouldBe(TimeSpan.FromMilliseconds(120));
        course.State.Sealed.ShouldBe(Course.Before.Generation);
        course.State.Deadline.ShouldBe(course.Now + course.State.Strategy.BakeTime);
        course.LastWord.ShouldBe("generation 6 is drained after 120 ms");
    }

    [Fact]
    public void AnotherGenerationsDrainIsIgnored() => Course.Draining().ShouldBeIgnored(new Drained(Course.Ahead.Generation, TimeSpan.Zero));

    [Fact]
    public void ADrainThatExceedsItsLimitIsReportedWithWhatIsInFlightAndGoesOn()
    {
        var course = Course.Draining().PassDeadline("3 leases with 1,204 records");
        course.ShouldBeIn(RolloutPhase.Draining);
        course.State.IsDrainOverdue.ShouldBeTrue();
        course.State.Deadline.ShouldBeNull();
        course.LastWord.ShouldBe("generation 6 is not drained within 30 s: 3 leases with 1,204 records");
        course.Send(new Drained(Course.Before.Generation, TimeSpan.FromMinutes(4))).State.Phase.ShouldBe(RolloutPhase.Baking);
    }

    [Fact]
    public void ForcingIsADecisionOfItsOwnWithANameAndAReason()
    {
        var course = Course.Draining().Force();
        course.ShouldBeIn(RolloutPhase.Baking, new SealGeneration(Course.Before.Generation));
        course.State.Timeline[^1].Actor.ShouldBe("bob");
        course.LastWord.ShouldBe("generation 6 is not waited for any longer: a client hangs");
        course.State.SwitchTiming!.Drained.ShouldBeNull();
        course.ShouldBeIgnored(new Drained(Course.Before.Generation, TimeSpan.FromMinutes(9)));
    }

    [Fact]
    public void ABakeTimeOfZeroEndsTheDeploymentWithTheDrain() =>
        Course.Baking(Course.Plain with { BakeTime = TimeSpan.Zero })
            .ShouldBeIn(RolloutPhase.Succeeded, new SealGeneration(Course.Before.Generation), new StopChecks(), new CloseLedger(Course.Before.Generation));

    [Fact]
    public void ABreachGoesBackWithoutWaitingForTheDrain()
    {
        var course = Course.Draining().Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake);
        course.ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back), new StopChecks());
        course.State.Timeline[^1].Actor.ShouldBe(Rollout.Controller);
    }

    [Fact]
    public void AManualRollbackDoesNotWaitForTheDrain() =>
        Course.Draining().Rollback().ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back), new StopChecks());

    [Fact]
    public void ALostCandidateIsABreach()
    {
        var course = Course.Draining().Send(new SlotFailed(Color.Green, "gone"));
        course.ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back), new StopChecks());
        course.State.PendingOutcome.ShouldBe("rolled back: green is lost: gone");
    }

    [Fact]
    public void ALostOldSlotIsToldAndIsFilledBeforeARollback()
    {
        var course = Course.Draining().Send(new SlotFailed(Color.Blue, "killed"));
        course.ShouldBeIn(RolloutPhase.Draining);
        course.LastWord.ShouldStartWith("the old slot is lost; a rollback will have to fill it first");
        course.ShouldBeIgnored(new SlotFailed(Color.Blue, "killed"));
        course.Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake)
            .ShouldBeIn(RolloutPhase.RollingBack, new StopChecks(), new ProvisionSlot(Color.Blue, Course.Named("1.0")));
    }

    [Fact]
    public void AnAbortComesTooLate() => Course.Draining().ShouldRefuse(new AbortRequested("bob", ""), "roll back instead");

    [Fact]
    public void AnApprovalIsRefused() => Course.Draining().ShouldRefuse(new ApprovalGiven("bob", ""), "nothing to approve");
}
