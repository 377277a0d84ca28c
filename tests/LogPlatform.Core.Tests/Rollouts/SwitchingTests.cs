using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

public sealed class SwitchingTests
{
    [Fact]
    public void APublishedPointerIsDrainedAndWatched()
    {
        var course = Course.Draining();
        course.ShouldBeIn(RolloutPhase.Draining, new AwaitDrain(Course.Before.Generation), new StartChecks(CheckStage.Bake));
        course.State.Switched.ShouldBe(Course.Ahead);
        course.State.SwitchTiming.ShouldBe(Course.Timing);
        course.State.Deadline.ShouldBe(course.Now + course.State.Strategy.DrainLimit);
        course.LastWord.ShouldBe("2.0 serves from green as generation 7");
    }

    [Fact]
    public void WithoutABakeCheckThoseOfTheValidationStop() =>
        Course.Validating(Course.Requiring(CheckNames.KnownAnswers)).Report(CheckNames.KnownAnswers, Verdict.Pass).Send(new PointerMoved(Course.Ahead, Course.Timing))
            .ShouldBeIn(RolloutPhase.Draining, new AwaitDrain(Course.Before.Generation), new StopChecks());

    [Fact]
    public void ARefusedSwitchFailsTheDeploymentAndProductionIsUntouched()
    {
        var course = Course.Switching().Send(new SwitchRefused("green-2 is not ready"));
        course.ShouldBeIn(RolloutPhase.Failed, new StopChecks(), new StopSlot(Color.Green), new CloseLedger(Course.Before.Generation));
        course.State.Outcome.ShouldBe("the switch was refused: green-2 is not ready");
        course.State.Switched.ShouldBeNull();
    }

    [Fact]
    public void AnotherPointerIsIgnored() => Course.Switching().ShouldBeIgnored(new PointerMoved(Course.Back, Course.Timing));

    [Fact]
    public void AVerdictThatComesTooLateIsLeftToTheBake()
    {
        var course = Course.Switching();
        var before = course.State;
        course.Report(CheckNames.Latency, Verdict.Fail).State.ShouldBeSameAs(before);
    }

    [Fact]
    public void CommandsAreRefusedForTheMoment()
    {
        var course = Course.Switching();
        course.ShouldRefuse(new AbortRequested("bob", ""), "wait for it, then roll back");
        course.ShouldRefuse(new RollbackRequested("bob", "", true, true), "wait for it, then roll back");
        course.ShouldRefuse(new ApprovalGiven("bob", ""), "nothing to approve");
        course.ShouldRefuse(new DrainForced("bob", ""), "Nothing is being drained");
    }
}
