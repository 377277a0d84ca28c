using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

public sealed class AwaitingApprovalTests
{
    private static readonly RolloutEffect[] Clearing = [new StopChecks(), new StopSlot(Color.Green), new CloseLedger(Course.Before.Generation)];

    [Fact]
    public void TheApprovalLeadsToTheSwitchAndIsNoted()
    {
        var course = Course.AwaitingApproval().Send(new ApprovalGiven("bob", "looks good"));
        course.ShouldBeIn(RolloutPhase.Switching, new MovePointer(Course.Before, Course.Ahead));
        course.State.ApprovedBy.ShouldBe("bob");
        course.State.Timeline[^1].ShouldBe(new TimelineEntry(course.Now, RolloutPhase.Switching, "bob", "approved: looks good: the pointer moves to green"));
    }

    [Fact]
    public void ARequiredFailWhileItWaitsFailsTheDeployment() => Course.AwaitingApproval().Report(CheckNames.Latency, Verdict.Fail).ShouldBeIn(RolloutPhase.Failed, Clearing);

    [Fact]
    public void WhatHasNoVerdictAnyMoreCannotBeApproved()
    {
        var course = Course.AwaitingApproval().Report(CheckNames.Latency, Verdict.Inconclusive, samples: 2);
        course.ShouldRefuse(new ApprovalGiven("bob", ""), "latency (2 of 30 units)");
        course.Report(CheckNames.Latency, Verdict.Pass).Send(new ApprovalGiven("bob", "")).State.Phase.ShouldBe(RolloutPhase.Switching);
    }

    [Fact]
    public void AnApprovalIsNotWaitedForForEver()
    {
        var course = Course.AwaitingApproval().PassDeadline();
        course.ShouldBeIn(RolloutPhase.Aborted, Clearing);
        course.State.Outcome.ShouldBe("nobody approved it within 24 h");
        course.State.ApprovedBy.ShouldBeNull();
    }

    [Fact]
    public void ItCanBeAborted() => Course.AwaitingApproval().Abort().ShouldBeIn(RolloutPhase.Aborted, Clearing);

    [Fact]
    public void ALostCandidateFailsTheDeployment() => Course.AwaitingApproval().Send(new SlotFailed(Color.Green, "gone")).ShouldBeIn(RolloutPhase.Failed, Clearing);

    [Fact]
    public void ARollbackIsRefused() => Course.AwaitingApproval().ShouldRefuse(new RollbackRequested("bob", "", false, true), "abort it instead");
}
