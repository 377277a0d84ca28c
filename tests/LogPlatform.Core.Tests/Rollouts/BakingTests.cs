using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

public sealed class BakingTests
{
    private static readonly RolloutEffect[] Success = [new StopChecks(), new CloseLedger(Course.Before.Generation)];

    [Fact]
    public void GoodToTheEndOfTheBakeTimeIsSuccess()
    {
        var course = Course.Baking().Report(CheckNames.Latency, Verdict.Pass, CheckStage.Bake);
        course.ShouldBeIn(RolloutPhase.Baking);
        course.PassDeadline().ShouldBeIn(RolloutPhase.Succeeded, Success);
        course.State.EndedAt.ShouldBe(course.Now);
        course.State.Outcome.ShouldBe("2.0 serves from green as generation 7");
        course.State.WarmUntil.ShouldBe(course.Now + course.State.Strategy.KeepWarm);
        course.State.Deadline.ShouldBe(course.State.WarmUntil);
    }

    [Fact]
    public void AVerdictThatCameDuringTheDrainCounts() =>
        Course.Draining().Report(CheckNames.Latency, Verdict.Pass, CheckStage.Bake).Send(new Drained(Course.Before.Generation, TimeSpan.Zero)).PassDeadline()
            .ShouldBeIn(RolloutPhase.Succeeded, Success);

    [Fact]
    public void AVerdictOfTheValidationDoesNotCount() => Course.Baking().PassDeadline().State.Phase.ShouldBe(RolloutPhase.Baking);

    [Fact]
    public void WithoutARequiredCheckTheBakeTimeIsEnough() =>
        Course.Validating(Course.Requiring()).Send(new PointerMoved(Course.Ahead, Course.Timing)).Send(new Drained(Course.Before.Generation, TimeSpan.Zero)).PassDeadline()
            .ShouldBeIn(RolloutPhase.Succeeded, Success);

    [Fact]
    public void ABreachGoesBackByItself()
    {
        var course = Course.Baking().Report(CheckNames.Latency, Verdict.Pass, CheckStage.Bake).Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake);
        course.ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back), new StopChecks());
        course.State.PendingOutcome.ShouldBe("rolled back: latency failed: p50 1.02 times the baseline's");
    }

    [Fact]
    public void AnAdvisoryFailIsNoBreach() =>
        Course.Baking(Course.With(Course.Plain, CheckNames.Errors, CheckMode.Advisory)).Report(CheckNames.Errors, Verdict.Fail, CheckStage.Bake).ShouldBeIn(RolloutPhase.Baking);

    [Fact]
    public void WithoutAVerdictItWaitsUntilTheBakeLimit()
    {
        var course = Course.Baking();
        var since = course.State.PhaseSince;
        course.PassDeadline().ShouldBeIn(RolloutPhase.Baking);
        course.State.Deadline.ShouldBe(since + course.State.Strategy.BakeLimit);
        course.State.PhaseSince.ShouldBe(since);
        course.LastWord.ShouldBe("baked for 5 min; waits for latency (nothing reported)");
    }

    [Fact]
    public void TheLastPassAfterTheBakeTimeIsSuccess() =>
        Course.Baking().PassDeadline().Report(CheckNames.Latency, Verdict.Pass, CheckStage.Bake).ShouldBeIn(RolloutPhase.Succeeded, Success);

    [Fact]
    public void NoVerdictAtTheBakeLimitGoesBack()
    {
        var course = Course.Baking().PassDeadline().Report(CheckNames.Latency, Verdict.Inconclusive, CheckStage.Bake, samples: 4).PassDeadline();
        course.ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back), new StopChecks());
        course.State.PendingOutcome.ShouldBe("rolled back: no verdict within 1 h: latency (4 of 30 units)");
    }

    [Fact]
    public void AClockThatJumpsPastBothDeadlinesMakesBothDue()
    {
        var course = Course.Baking();
        course.Now += TimeSpan.FromDays(3);
        course.Send(new DeadlinePassed("")).State.Phase.ShouldBe(RolloutPhase.RollingBack);
    }

    [Fact]
    public void ABreachOfWhatIsNotReversibleIsLeftToAPerson()
    {
        var course = Course.NotReversible().Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake);
        course.ShouldBeIn(RolloutPhase.Baking);
        course.LastWord.ShouldContain("a person must decide");
        course.PassDeadline().ShouldBeIn(RolloutPhase.Baking);
        course.Rollback().Refusal.ShouldNotBeNull().ShouldContain("--force");
        course.Rollback(force: true).ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back), new StopChecks());
    }

    [Fact]
    public void WhatIsNotReversibleAndStillFailsAtTheLimitFailsAndKeepsServing()
    {
        var course = Course.NotReversible().Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake).PassDeadline().PassDeadline();
        course.ShouldBeIn(RolloutPhase.Failed, new StopChecks(), new StopSlot(Color.Blue), new CloseLedger(Course.Before.Generation));
        course.State.Outcome.ShouldBe("no verdict within 1 h: latency (failed); 2.0 keeps serving");
    }

    [Fact]
    public void WhatIsNotReversibleAndRecoversSucceeds() =>
        Course.NotReversible().Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake).PassDeadline().Report(CheckNames.Latency, Verdict.Pass, CheckStage.Bake)
            .ShouldBeIn(RolloutPhase.Succeeded, Success);

    [Fact]
    public void ABreachThatIsToldAgainIsNotNews()
    {
        var course = Course.NotReversible().Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake);
        var told = course.State.Timeline.Count;
        course.Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake, samples: 900).State.Timeline.Count.ShouldBe(told);
    }

    [Fact]
    public void ABreachAgainstALostOldSlotFillsItFirst()
    {
        var course = Course.Baking().Send(new SlotFailed(Color.Blue, "killed")).Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake);
        course.ShouldBeIn(RolloutPhase.RollingBack, new StopChecks(), new ProvisionSlot(Color.Blue, Course.Named("1.0")));
        course.State.Deadline.ShouldBe(course.Now + course.State.Strategy.ProvisionLimit);
    }

    [Fact]
    public void ALostOldSlotIsNotKeptWarm()
    {
        var course = Course.Baking().Send(new SlotFailed(Color.Blue, "killed")).Report(CheckNames.Latency, Verdict.Pass, CheckStage.Bake).PassDeadline();
        course.ShouldBeIn(RolloutPhase.Succeeded, new StopChecks(), new StopSlot(Color.Blue), new CloseLedger(Course.Before.Generation));
        course.State.WarmUntil.ShouldBeNull();
        course.State.Deadline.ShouldBeNull();
    }

    [Fact]
    public void OtherCommandsAreRefused()
    {
        var course = Course.Baking();
        course.ShouldRefuse(new AbortRequested("bob", ""), "roll back instead");
        course.ShouldRefuse(new ApprovalGiven("bob", ""), "being watched");
        course.ShouldRefuse(new DrainForced("bob", ""), "Nothing is being drained");
    }
}
