using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

public sealed class ValidatingTests
{
    private static readonly RolloutEffect[] Clearing = [new StopChecks(), new StopSlot(Color.Green), new CloseLedger(Course.Before.Generation)];

    private static readonly Strategy Three = Course.Requiring(CheckNames.Latency, CheckNames.Errors, "custom:prices");

    [Fact]
    public void TheLastRequiredPassLeadsToTheSwitch()
    {
        var course = Course.Validating(Three).Report(CheckNames.Errors, Verdict.Pass).Report(CheckNames.Latency, Verdict.Pass);
        course.ShouldBeIn(RolloutPhase.Validating);
        course.Report("custom:prices", Verdict.Pass).ShouldBeIn(RolloutPhase.Switching, new MovePointer(Course.Before, Course.Ahead));
        course.State.Deadline.ShouldBeNull();
    }

    [Fact]
    public void EveryBuiltInCheckIsRequiredUnlessTheStrategySaysOtherwise()
    {
        var course = Course.Validating(new Strategy());
        foreach (var check in CheckNames.All)
        {
            course.State.Phase.ShouldBe(RolloutPhase.Validating, $"before {check}");
            course.Report(check, Verdict.Pass);
        }

        course.State.Phase.ShouldBe(RolloutPhase.Switching);
    }

    [Fact]
    public void APassThatIsWithdrawnDoesNotCount()
    {
        var course = Course.Validating(Three).Report(CheckNames.Errors, Verdict.Pass).Report(CheckNames.Errors, Verdict.Inconclusive);
        course.LastWord.ShouldStartWith("errors has no verdict any more");
        course.Report(CheckNames.Latency, Verdict.Pass).Report("custom:prices", Verdict.Pass).ShouldBeIn(RolloutPhase.Validating);
    }

    [Fact]
    public void ARequiredFailFailsTheDeployment()
    {
        var course = Course.Validating(Three).Report(CheckNames.Errors, Verdict.Fail);
        course.ShouldBeIn(RolloutPhase.Failed, Clearing);
        course.State.Outcome.ShouldBe("errors failed: p50 1.02 times the baseline's");
    }

    [Fact]
    public void AnAdvisoryFailIsToldAndDecidesNothing()
    {
        var course = Course.Validating(Course.With(Course.Plain, CheckNames.Resources, CheckMode.Advisory)).Report(CheckNames.Resources, Verdict.Fail);
        course.ShouldBeIn(RolloutPhase.Validating);
        course.LastWord.ShouldStartWith("resources (advisory) fails");
        course.State.Checks.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Fail);
        course.Report(CheckNames.Latency, Verdict.Pass).State.Phase.ShouldBe(RolloutPhase.Switching);
    }

    [Fact]
    public void ChecksThatAreOffOrUnknownOrOfAnotherStageAreIgnored()
    {
        var course = Course.Validating();
        foreach (var (check, stage) in new[] { (CheckNames.Errors, CheckStage.Validation), ("custom:stranger", CheckStage.Validation), (CheckNames.Latency, CheckStage.Bake) })
        {
            var before = course.State;
            course.Report(check, Verdict.Fail, stage).State.ShouldBeSameAs(before);
        }
    }

    [Fact]
    public void TheLatestWordOfACheckReplacesTheOneBefore()
    {
        var course = Course.Validating(Three).Report(CheckNames.Latency, Verdict.Inconclusive, samples: 3).Report(CheckNames.Errors, Verdict.Pass);
        var told = course.State.Timeline.Count;
        course.Report(CheckNames.Latency, Verdict.Inconclusive, samples: 12);
        course.State.Checks.Select(report => (report.Check, report.Samples)).ShouldBe([(CheckNames.Latency, 12L), (CheckNames.Errors, 30L)]);
        course.State.Timeline.Count.ShouldBe(told, "progress is not news");
        course.ShouldBeIgnored(new CheckReported(course.State.Checks[0]));
    }

    [Fact]
    public void UnreadableOutputIsNoFailureButNeedsAnApproval()
    {
        var course = Course.Validating(Course.Requiring(CheckNames.Latency, CheckNames.BackwardRead)).Report(CheckNames.BackwardRead, Verdict.Fail);
        course.ShouldBeIn(RolloutPhase.Validating);
        course.State.IsNotReversible.ShouldBeTrue();
        course.Report(CheckNames.Latency, Verdict.Pass).ShouldBeIn(RolloutPhase.AwaitingApproval);
        course.LastWord.ShouldContain("not reversible");
    }

    [Fact]
    public void UnreadableOutputThatIsOnlyAdvisoryChangesNothing()
    {
        var course = Course.Validating(Course.With(Course.Plain, CheckNames.BackwardRead, CheckMode.Advisory)).Report(CheckNames.BackwardRead, Verdict.Fail);
        course.State.IsNotReversible.ShouldBeFalse();
        course.Report(CheckNames.Latency, Verdict.Pass).State.Phase.ShouldBe(RolloutPhase.Switching);
    }

    [Fact]
    public void WithoutAVerdictInTimeItFailsAndSaysWhatIsMissing()
    {
        var course = Course.Validating(Three).Report(CheckNames.Errors, Verdict.Pass).Report(CheckNames.Latency, Verdict.Inconclusive, samples: 12).PassDeadline("no traffic");
        course.ShouldBeIn(RolloutPhase.Failed, Clearing);
        course.State.Outcome.ShouldBe("no verdict within 15 min: latency (12 of 30 units), custom:prices (nothing reported): no traffic");
    }

    [Fact]
    public void ALostCandidateFailsTheDeployment()
    {
        var course = Course.Validating().Send(new SlotFailed(Color.Green, "all nodes are gone"));
        course.ShouldBeIn(RolloutPhase.Failed, Clearing);
        course.State.Outcome.ShouldBe("green is lost: all nodes are gone");
    }

    [Fact]
    public void ItCanBeAborted() => Course.Validating().Abort().ShouldBeIn(RolloutPhase.Aborted, Clearing);

    [Fact]
    public void OtherCommandsAreRefused()
    {
        var course = Course.Validating();
        course.ShouldRefuse(new ApprovalGiven("bob", ""), "not validated yet");
        course.ShouldRefuse(new RollbackRequested("bob", "", true, true), "Nothing was switched yet: abort it instead");
        course.ShouldRefuse(new DrainForced("bob", ""), "Nothing is being drained");
    }

    [Fact]
    public void ASecondReadinessIsIgnored() => Course.Validating().ShouldBeIgnored(new SlotReady(Color.Green));
}
