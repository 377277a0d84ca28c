using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Core.Tests.Validation.Checks;

public class BackwardReadCheckTests
{
    private readonly BackwardReadCheck _check = new(new Strategy { MinUnits = 2 }, CheckStage.Validation);

    [Fact]
    public void EnoughReadableUnitsPass()
    {
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _check.Observe(Units.Pair(1, 1));
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _check.Observe(Units.Pair(1, 1));
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void TheFirstUnreadableUnitFailsForGood()
    {
        _check.Observe(Units.Pair(1, 1) with { IsReadable = false, Failure = "corrupt" });
        _check.Observe(Units.Pair(1, 1));
        _check.Observe(Units.Pair(1, 1));
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void UnitsOfWhichNothingIsKeptShowNothing()
    {
        _check.Observe(Units.Pair(1, 1, records: 0));
        _check.Observe(Units.Failed(10, "killed"));
        _check.Report().Samples.ShouldBe(0);
    }
}
