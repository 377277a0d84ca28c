using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Core.Tests.Validation.Checks;

public class ReadinessCheckTests
{
    private readonly ReadinessCheck _check = new(new Strategy(), CheckStage.Validation);

    [Fact]
    public void NoNodesAreNoPass()
    {
        _check.ObserveNodes([], []);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void EveryNodeHasToDwell()
    {
        _check.ObserveNodes([], [Units.Node("a", readySeconds: 30), Units.Node("b", readySeconds: 4), Units.Node("c", readySeconds: 12)]);
        var report = _check.Report();
        report.Verdict.ShouldBe(Verdict.Inconclusive);
        report.Summary.ShouldBe("3 of 3 nodes, 4 s of 10 s");
        _check.ObserveNodes([], [Units.Node("a", readySeconds: 36), Units.Node("b", readySeconds: 10), Units.Node("c", readySeconds: 18)]);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void OneReadyNodeIsNotEveryNode()
    {
        _check.ObserveNodes([], [Units.Node("a"), Units.Node("b", NodeState.Starting)]);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _check.Report().Summary.ShouldStartWith("1 of 2 nodes");
    }

    [Fact]
    public void ANodeThatIsStartedAgainDoesNotPassBeforeTheSwitch()
    {
        _check.ObserveNodes([], [Units.Node("a", restarts: 5)]);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
        _check.ObserveNodes([], [Units.Node("a", restarts: 6)]);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _check.Report().Summary.ShouldContain("node a was started again");
    }

    [Fact]
    public void ANodeMayComeBackAfterTheSwitch()
    {
        var check = new ReadinessCheck(new Strategy(), CheckStage.Bake);
        check.ObserveNodes([], [Units.Node("a")]);
        check.ObserveNodes([], [Units.Node("a", NodeState.Restarting, restarts: 1)]);
        check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        check.ObserveNodes([], [Units.Node("a", restarts: 1, readySeconds: 10)]);
        check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Theory]
    [InlineData(CheckStage.Validation)]
    [InlineData(CheckStage.Bake)]
    public void ANodeThatCrashesInALoopFails(CheckStage stage)
    {
        var check = new ReadinessCheck(new Strategy(), stage);
        check.ObserveNodes([], [Units.Node("a", restarts: 1)]);
        check.ObserveNodes([], [Units.Node("a", NodeState.Restarting, restarts: 4)]);
        check.ObserveNodes([], [Units.Node("a", restarts: 4)]);
        check.Report().Verdict.ShouldBe(Verdict.Fail);
        check.Report().Summary.ShouldBe("node a was started again 3 times");
    }

    [Fact]
    public void AStoppedNodeFails()
    {
        _check.ObserveNodes([], [Units.Node("a"), Units.Node("b", NodeState.Stopped)]);
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
        _check.Report().Summary.ShouldBe("node b is stopped");
    }
}
