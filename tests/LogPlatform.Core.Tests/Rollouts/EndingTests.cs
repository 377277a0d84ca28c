using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

public sealed class EndingTests
{
    [Fact]
    public void TheOldSlotIsStoppedWhenItsWarmTimeIsOver()
    {
        var course = Course.Succeeded().PassDeadline();
        course.ShouldBeIn(RolloutPhase.Succeeded, new StopSlot(Color.Blue));
        course.State.WarmUntil.ShouldBeNull();
        course.State.Deadline.ShouldBeNull();
    }

    [Fact]
    public void ASuccessCanBeRolledBackAtOnceWhileTheOldSlotIsWarm()
    {
        var course = Course.Succeeded().Send(new LedgerClosed(Course.Balanced)).Rollback();
        course.ShouldBeIn(RolloutPhase.RollingBack, new MovePointer(Course.Ahead, Course.Back), new StopChecks());
        course.State.EndedAt.ShouldBeNull();
        course.State.Outcome.ShouldBeNull();
        course.State.WarmUntil.ShouldBeNull();
        course.State.Ledger.ShouldBeNull("another generation follows");
    }

    [Fact]
    public void ASuccessCanBeRolledBackAfterFillingWhenTheOldSlotIsCold() =>
        Course.Succeeded().PassDeadline().Rollback(isWarm: false)
            .ShouldBeIn(RolloutPhase.RollingBack, new StopChecks(), new ProvisionSlot(Color.Blue, Course.Named("1.0")));

    [Fact]
    public void AWarmSlotThatIsLostIsNotKept()
    {
        var course = Course.Succeeded().Send(new SlotFailed(Color.Blue, "killed"));
        course.ShouldBeIn(RolloutPhase.Succeeded, new StopSlot(Color.Blue));
        course.State.WarmUntil.ShouldBeNull();
        course.ShouldBeIgnored(new SlotFailed(Color.Blue, "killed"));
    }

    [Fact]
    public void ALaterDeploymentTakesTheWayBack()
    {
        var course = Course.Succeeded().Send(new Superseded(new DeploymentId(13)));
        course.ShouldBeIn(RolloutPhase.Succeeded);
        course.State.WarmUntil.ShouldBeNull();
        course.State.Deadline.ShouldBeNull();
        course.ShouldRefuse(new RollbackRequested("bob", "", true, true), "deployment 13");
        course.ShouldBeIgnored(new Superseded(new DeploymentId(14)));
    }

    [Fact]
    public void TheLedgerIsKeptInEveryEnd()
    {
        foreach (var course in Ends())
        {
            course.Send(new LedgerClosed(Course.Balanced)).State.Ledger.ShouldBe(Course.Balanced);
            course.LastWord.ShouldBe("the ledger is closed and balances");
            course.ShouldBeIgnored(new LedgerClosed(Course.Balanced));
        }
    }

    [Fact]
    public void ALedgerThatDoesNotBalanceIsSaidSo() =>
        Course.Succeeded().Send(new LedgerClosed(Course.Balanced with { IsBalanced = false })).LastWord.ShouldBe("the ledger is closed and does not balance");

    [Fact]
    public void CommandsAfterTheEndAreRefused()
    {
        foreach (var course in Ends())
        {
            course.ShouldRefuse(new ApprovalGiven("bob", ""), "nothing to approve");
            course.ShouldRefuse(new DrainForced("bob", ""), "Nothing is being drained");
            course.ShouldRefuse(new AbortRequested("bob", ""), course.State.Phase == RolloutPhase.Succeeded ? "roll back instead" : "nothing to abort");
            if (course.State.Phase != RolloutPhase.Succeeded)
            {
                course.ShouldRefuse(new RollbackRequested("bob", "", true, true), "nothing to roll back");
            }
        }
    }

    [Fact]
    public void EventsAfterTheEndAreIgnored()
    {
        foreach (var course in Ends())
        {
            course.Report(CheckNames.Latency, Verdict.Fail, CheckStage.Bake).Effects.ShouldBeEmpty();
            course.ShouldBeIgnored(new SlotReady(Color.Green));
            course.ShouldBeIgnored(new SlotFailed(Color.Green, "?"));
            course.ShouldBeIgnored(new SwitchRefused("?"));
            course.ShouldBeIgnored(new Drained(Course.Ahead.Generation, TimeSpan.Zero));
            course.ShouldBeIgnored(new PointerMoved(Course.Ahead, Course.Timing));
        }
    }

    private static IEnumerable<Course> Ends() =>
    [
        Course.Succeeded(),
        Course.Validating().Abort(),
        Course.Provisioning().PassDeadline(),
        Course.RollingBack().Send(new PointerMoved(Course.Back, Course.Timing)).Send(new Drained(Course.Ahead.Generation, TimeSpan.Zero)),
    ];
}
