using LogPlatform.ControlPage.Deployments;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.ControlPage.Tests.Deployments;

public sealed class StageTests
{
    private static readonly DateTimeOffset Start = TestStates.Start;

    [Fact]
    public void AStageUnderWayTellsWhatIsUsedAndWhatIsLeftOfItsTime()
    {
        var steps = Stages.Of(TestStates.Started(1), Start.AddSeconds(30));

        steps.Select(step => step.State).ShouldBe([StepState.Now, StepState.Ahead, StepState.Skipped, StepState.Ahead, StepState.Ahead, StepState.Ahead, StepState.Ahead]);
        (steps[0].Elapsed, steps[0].Remaining).ShouldBe((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90)));
    }

    [Fact]
    public void AnApprovalIsAheadWhenAPersonDecides()
    {
        var state = TestStates.Started(1) with { Strategy = new Strategy { AutoPromote = false } };

        Stages.Of(state, Start)[2].State.ShouldBe(StepState.Ahead);
    }

    [Fact]
    public void AFailureEndsTheStageItHappenedInAndNothingIsAheadAnyMore()
    {
        var state = At(RolloutPhase.Failed, (0, RolloutPhase.Provisioning), (3, RolloutPhase.Validating), (10, RolloutPhase.Failed));

        var steps = Stages.Of(state, Start.AddHours(1));

        steps.Select(step => step.State).ShouldBe(
            [StepState.Done, StepState.Failed, StepState.Skipped, StepState.Skipped, StepState.Skipped, StepState.Skipped, StepState.Skipped]);
        (steps[0].Elapsed, steps[1].Elapsed).ShouldBe((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public void ARollbackIsAStageOfItsOwnBehindTheOneThatWentWrong()
    {
        var course = At(
            RolloutPhase.RolledBack,
            (0, RolloutPhase.Provisioning),
            (3, RolloutPhase.Validating),
            (10, RolloutPhase.Switching),
            (10, RolloutPhase.Draining),
            (11, RolloutPhase.Baking),
            (15, RolloutPhase.RollingBack),
            (16, RolloutPhase.RolledBack));

        var steps = Stages.Of(course with { EndedAt = Start.AddSeconds(16) }, Start.AddHours(1));

        steps.Select(step => step.State).ShouldBe(
            [StepState.Done, StepState.Done, StepState.Skipped, StepState.Done, StepState.Done, StepState.Failed, StepState.Skipped, StepState.Done]);
        (steps[^1].Name, steps[^1].Elapsed).ShouldBe(("Roll back", TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void ASuccessIsDoneFromEndToEnd()
    {
        var state = At(
            RolloutPhase.Succeeded,
            (0, RolloutPhase.Provisioning),
            (3, RolloutPhase.Validating),
            (4, RolloutPhase.AwaitingApproval),
            (9, RolloutPhase.Switching),
            (9, RolloutPhase.Draining),
            (10, RolloutPhase.Baking),
            (15, RolloutPhase.Succeeded));

        Stages.Of(state, Start.AddHours(1)).ShouldAllBe(step => step.State == StepState.Done);
    }

    private static RolloutState At(RolloutPhase phase, params (int Seconds, RolloutPhase Phase)[] course) => TestStates.Started(1) with
    {
        Phase = phase,
        Deadline = null,
        Timeline = [.. course.Select(entry => new TimelineEntry(Start.AddSeconds(entry.Seconds), entry.Phase, "controller", "so"))],
    };
}
