using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Core.Tests.Validation.Checks;

public class ConfigurationCheckTests
{
    private readonly ConfigurationCheck _check = new(CheckStage.Validation, Units.Release("v2"), Units.Rules('a'));

    [Fact]
    public void NoNodesAreNoPass() => _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void ANodeThatHasNotReportedHoldsThePass()
    {
        var starting = Units.Node("b", NodeState.Starting) with { Release = default, Configuration = default };
        _check.ObserveNodes([], [Units.Node("a"), starting]);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _check.Report().Summary.ShouldBe("1 of 2 nodes reported");
        _check.ObserveNodes([], [Units.Node("a"), Units.Node("b")]);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void AWrongFingerprintOnOneNodeFailsForGoodAndNamesIt()
    {
        _check.ObserveNodes([], [Units.Node("a"), Units.Node("b", rules: 'b')]);
        _check.ObserveNodes([], [Units.Node("a"), Units.Node("b")]);
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
        _check.Report().Summary.ShouldBe("node b reports rules bbbbbbbb, not aaaaaaaa");
    }

    [Fact]
    public void AnotherReleaseWithTheSameRulesFails()
    {
        _check.ObserveNodes([], [Units.Node("a", release: "v1")]);
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
        _check.Report().Summary.ShouldBe("node a reports release v1, not v2");
    }
}
