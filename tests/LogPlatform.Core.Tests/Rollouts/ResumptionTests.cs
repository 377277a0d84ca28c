using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

public sealed class ResumptionTests
{
    private static readonly SlotPointer Foreign = new(Color.Green, new Generation(9), Course.Named("3.0"));
    private static readonly ProvisionSlot FillGreen = new(Color.Green, Course.Named("2.0"));
    private static readonly ProvisionSlot FillBlue = new(Color.Blue, Course.Named("1.0"));
    private static readonly SealGeneration SealFirst = new(Course.Before.Generation);
    private static readonly CloseLedger Close = new(Course.Before.Generation);

    [Fact]
    public void BeforeTheSwitchItBeginsAgain()
    {
        Course[] courses = [Course.Provisioning(), Course.Validating(), Course.AwaitingApproval(), Course.Switching(), Course.AwaitingApproval().Send(new ApprovalGiven("bob", ""))];
        foreach (var course in courses)
        {
            course.Now += TimeSpan.FromMinutes(1);
            course.Send(new Resumed(Course.Before)).ShouldBeIn(RolloutPhase.Provisioning, FillGreen);
            course.State.Deadline.ShouldBe(course.Now + course.State.Strategy.ProvisionLimit);
            course.State.Checks.ShouldBeEmpty("evidence of nodes that are gone");
            course.State.ApprovedBy.ShouldBeNull();
            course.LastWord.ShouldStartWith("the controller started again");
        }
    }

    [Fact]
    public void WhatWasNotReversibleIsToBeFoundAgain() =>
        Course.Validating(Course.Requiring(CheckNames.Latency, CheckNames.BackwardRead)).Report(CheckNames.BackwardRead, Verdict.Fail).Send(new Resumed(Course.Before))
            .State.IsNotReversible.ShouldBeFalse();

    [Fact]
    public void APointerThatChangedMeanwhileFailsItAndNothingIsStopped()
    {
        Course[] courses = [Course.Provisioning(), Course.Validating(), Course.AwaitingApproval(), Course.Switching(), Course.Draining(), Course.Baking(), Course.RollingBack()];
        foreach (var course in courses)
        {
            course.Send(new Resumed(Foreign)).ShouldBeIn(RolloutPhase.Failed, Close);
            course.State.Outcome.ShouldBe("the pointer changed while the program was down: 3.0 serves from green as generation 9");
        }
    }

    [Fact]
    public void ASwitchThatWasMadeAndNotNotedGoesOnToTheBake()
    {
        var course = Course.Switching().Send(new Resumed(Course.Ahead));
        course.ShouldBeIn(RolloutPhase.Baking, SealFirst, FillBlue);
        course.State.Switched.ShouldBe(Course.Ahead);
        course.State.SwitchTiming.ShouldBeNull();
        course.State.Sealed.ShouldBe(Course.Before.Generation);
    }

    [Fact]
    public void ADrainIsOverWithTheProcessThatHeldTheLeases()
    {
        var course = Course.Draining().Report(CheckNames.Latency, Verdict.Pass, CheckStage.Bake).Send(new Resumed(Course.Ahead));
        course.ShouldBeIn(RolloutPhase.Baking, SealFirst, FillBlue);
        course.State.Checks.ShouldAllBe(report => report.Stage == CheckStage.Validation);
        course.Send(new SlotReady(Color.Blue)).ShouldBeIn(RolloutPhase.Baking, new StartChecks(CheckStage.Bake));
    }

    [Fact]
    public void ADrainWithoutABakeEndsInSuccessAndTheOldSlotIsFilledAgain() =>
        Course.Draining(Course.Plain with { BakeTime = TimeSpan.Zero }).Send(new Resumed(Course.Ahead))
            .ShouldBeIn(RolloutPhase.Succeeded, SealFirst, FillBlue, new StopChecks(), Close);

    [Fact]
    public void ABakeKeepsItsTimeAndGathersItsEvidenceAnew()
    {
        var course = Course.Baking().Report(CheckNames.Latency, Verdict.Pass, CheckStage.Bake);
        var (since, deadline) = (course.State.PhaseSince, course.State.Deadline);
        course.Now += TimeSpan.FromMinutes(3);
        course.Send(new Resumed(Course.Ahead)).ShouldBeIn(RolloutPhase.Baking, SealFirst, FillBlue);
        course.State.PhaseSince.ShouldBe(since);
        course.State.Deadline.ShouldBe(deadline);
        course.PassDeadline().ShouldBeIn(RolloutPhase.Baking);
        course.Send(new SlotReady(Color.Blue)).ShouldBeIn(RolloutPhase.Baking, new StartChecks(CheckStage.Bake));
        course.ShouldBeIgnored(new SlotReady(Color.Blue));
        course.Report(CheckNames.Latency, Verdict.Pass, CheckStage.Bake).State.Phase.ShouldBe(RolloutPhase.Succeeded);
    }

    [Fact]
    public void ABreachWhileTheOldSlotIsFilledAgainWaitsForIt()
    {
        var course = Course.Baking().Send(new Resumed(Course.Ahead)).Send(new SlotFailed(Color.Green, "gone"));
        course.ShouldBeIn(RolloutPhase.RollingBack, new StopChecks(), FillBlue);
        course.Send(new SlotReady(Color.Blue)).ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back));
    }

    [Fact]
    public void ARollbackThatWasNotMadeFillsTheOldSlotAndGoesOn()
    {
        var course = Course.RollingBack().Send(new Resumed(Course.Ahead));
        course.ShouldBeIn(RolloutPhase.RollingBack, SealFirst, FillBlue);
        course.Send(new SlotReady(Color.Blue)).ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back));
    }

    [Fact]
    public void ARollbackThatWasMadeIsOver()
    {
        foreach (var course in new[] { Course.RollingBack(), Course.RollingBack().Send(new PointerMoved(Course.Back, Course.Timing)), Course.Draining().Rollback() })
        {
            course.Send(new Resumed(Course.Back)).ShouldBeIn(RolloutPhase.RolledBack, new SealGeneration(Course.Ahead.Generation), new StopSlot(Color.Green), Close);
            course.State.Restored.ShouldBe(Course.Back);
        }
    }

    [Fact]
    public void AFailedRollbackThatOnlyWaitedForTheDrainIsOver() =>
        Course.Draining().Rollback(isWarm: false).Send(new SlotFailed(Color.Blue, "disk full")).Send(new Resumed(Course.Ahead))
            .ShouldBeIn(RolloutPhase.Failed, SealFirst, new StopChecks(), new StopSlot(Color.Blue), Close);

    [Fact]
    public void ASuccessThatIsKeptWarmIsWarmedAgain()
    {
        var course = Course.Succeeded().Send(new LedgerClosed(Course.Balanced)).Send(new Resumed(Course.Ahead));
        course.ShouldBeIn(RolloutPhase.Succeeded, FillBlue);
        course.Send(new SlotReady(Color.Blue)).ShouldBeIn(RolloutPhase.Succeeded);
        course.State.OldSlot.ShouldBe(OldSlot.Warm);
    }

    [Fact]
    public void ASuccessWhoseWarmTimePassedMeanwhileIsCold()
    {
        var course = Course.Succeeded().Send(new LedgerClosed(Course.Balanced));
        course.Now = course.State.WarmUntil!.Value;
        course.Send(new Resumed(Course.Ahead)).ShouldBeIn(RolloutPhase.Succeeded, new StopSlot(Color.Blue));
        course.State.WarmUntil.ShouldBeNull();
    }

    [Fact]
    public void ASuccessThatAnotherReleaseFollowedCannotBeRolledBack()
    {
        foreach (var course in new[] { Course.Succeeded(), Course.Succeeded().PassDeadline() })
        {
            course.Send(new LedgerClosed(Course.Balanced)).Send(new Resumed(Foreign)).ShouldBeIn(RolloutPhase.Succeeded);
            course.ShouldRefuse(new RollbackRequested("bob", "", true, true), "3.0 serves from green as generation 9");
        }
    }

    [Fact]
    public void AnOpenLedgerIsDrawnUpAgain()
    {
        Course.Validating().Abort().Send(new Resumed(Course.Before)).ShouldBeIn(RolloutPhase.Aborted, Close);
        Course.RollingBack().Send(new PointerMoved(Course.Back, Course.Timing)).Send(new Drained(Course.Ahead.Generation, TimeSpan.Zero)).Send(new Resumed(Course.Back))
            .ShouldBeIn(RolloutPhase.RolledBack, new SealGeneration(Course.Ahead.Generation), Close);
        Course.Succeeded().Send(new Resumed(Course.Ahead)).ShouldBeIn(RolloutPhase.Succeeded, FillBlue, SealFirst, Close);
    }

    [Fact]
    public void AClosedDeploymentStaysAsItIs() => Course.Validating().Abort().Send(new LedgerClosed(Course.Balanced)).ShouldBeIgnored(new Resumed(Course.Before));
}
