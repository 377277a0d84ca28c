using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

public sealed class ProvisioningTests
{
    private static readonly RolloutEffect[] Clearing = [new StopChecks(), new StopSlot(Color.Green), new CloseLedger(Course.Before.Generation)];

    [Fact]
    public void ADeploymentBeginsWithFillingTheIdleSlot()
    {
        var course = Course.Provisioning();
        course.ShouldBeIn(RolloutPhase.Provisioning, new ProvisionSlot(Color.Green, Course.Named("2.0")));
        course.State.Version.ShouldBe(1);
        course.State.Deadline.ShouldBe(Course.Beginning + course.State.Strategy.ProvisionLimit);
        course.State.Timeline.ShouldHaveSingleItem().ShouldBe(new TimelineEntry(Course.Beginning, RolloutPhase.Provisioning, "ann", "2.0 goes to green: ticket 17"));
    }

    [Fact]
    public void AReadySlotIsValidated()
    {
        var course = Course.Validating();
        course.ShouldBeIn(RolloutPhase.Validating, new StartChecks(CheckStage.Validation));
        course.State.Deadline.ShouldBe(course.Now + course.State.Strategy.ValidationLimit);
    }

    [Fact]
    public void WithoutAnyCheckTheSwitchFollowsAtOnce() =>
        Course.Validating(Course.Requiring()).ShouldBeIn(RolloutPhase.Switching, new MovePointer(Course.Before, Course.Ahead));

    [Fact]
    public void WithoutAnyCheckThePersonIsStillAsked() =>
        Course.Validating(Course.Requiring() with { AutoPromote = false }).ShouldBeIn(RolloutPhase.AwaitingApproval);

    [Fact]
    public void AdvisoryChecksRunWhileAPersonDecides() =>
        Course.Validating(Course.With(Course.Requiring() with { AutoPromote = false }, CheckNames.Latency, CheckMode.Advisory))
            .ShouldBeIn(RolloutPhase.AwaitingApproval, new StartChecks(CheckStage.Validation));

    [Fact]
    public void ASlotThatCannotBeFilledFailsTheDeployment()
    {
        var course = Course.Provisioning().Send(new SlotFailed(Color.Green, "exit code 134"));
        course.ShouldBeIn(RolloutPhase.Failed, Clearing);
        course.State.Outcome.ShouldBe("green could not be filled: exit code 134");
        course.State.EndedAt.ShouldBe(course.Now);
        course.State.Deadline.ShouldBeNull();
    }

    [Fact]
    public void ASlotThatIsNotReadyInTimeFailsTheDeployment()
    {
        var course = Course.Provisioning().PassDeadline();
        course.ShouldBeIn(RolloutPhase.Failed, Clearing);
        course.State.Outcome.ShouldBe("green was not ready within 2 min");
    }

    [Fact]
    public void ItCanBeAborted()
    {
        var course = Course.Provisioning().Abort();
        course.ShouldBeIn(RolloutPhase.Aborted, Clearing);
        course.State.Outcome.ShouldBe("aborted by bob: wrong day");
        course.State.Timeline[^1].Actor.ShouldBe("bob");
    }

    [Fact]
    public void OtherCommandsAreRefused()
    {
        var course = Course.Provisioning();
        course.ShouldRefuse(new ApprovalGiven("bob", ""), "still being filled");
        course.ShouldRefuse(new RollbackRequested("bob", "", false, true), "abort it instead");
        course.ShouldRefuse(new DrainForced("bob", ""), "Nothing is being drained");
    }

    [Fact]
    public void WhatIsNotAboutItIsIgnored()
    {
        var course = Course.Provisioning();
        course.ShouldBeIgnored(new SlotReady(Color.Blue));
        course.ShouldBeIgnored(new SlotFailed(Color.Blue, "?"));
        course.ShouldBeIgnored(new PointerMoved(Course.Ahead, Course.Timing));
        course.ShouldBeIgnored(new Drained(Course.Before.Generation, TimeSpan.Zero));
        course.ShouldBeIgnored(new SwitchRefused("?"));
        course.ShouldBeIgnored(new LedgerClosed(Course.Balanced));
        course.ShouldBeIgnored(new Superseded(new DeploymentId(13)));
    }

    [Fact]
    public void ADeadlineThatIsNotDueIsIgnored()
    {
        var course = Course.Provisioning();
        course.Now = course.State.Deadline!.Value - TimeSpan.FromTicks(1);
        course.ShouldBeIgnored(new DeadlinePassed(""));
        course.Now = Course.Beginning - TimeSpan.FromDays(400);
        course.ShouldBeIgnored(new DeadlinePassed(""));
    }
}
