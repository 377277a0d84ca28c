using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Core.Tests.Validation.Checks;

public class ResourcesCheckTests
{
    private const long Mebibyte = 1 << 20;

    private readonly ResourcesCheck _check = new(new Strategy(), CheckStage.Validation);

    [Fact]
    public void NoDataIsNoPass()
    {
        Look(100 * Mebibyte, 100 * Mebibyte, times: 3);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void CpuTimeWithoutALookAtTheNodesIsNoPass()
    {
        Feed(100, 1);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _check.Report().Summary.ShouldContain("no node has reported");
    }

    [Fact]
    public void TheSameCpuTimeAndMemoryPass()
    {
        Feed(100, 1);
        Look(100 * Mebibyte, 120 * Mebibyte, times: 3);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void TwiceTheCpuTimeFails()
    {
        Feed(30, 2);
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
        _check.Report().Summary.ShouldStartWith("more CPU time: ");
    }

    [Fact]
    public void ACandidateThatHidesItsCpuTimeDoesNotPass()
    {
        Feed(100, 0);
        Look(100 * Mebibyte, 100 * Mebibyte, times: 3);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void ALeakFailsOnceANodeIsTooLargeThreeLooksInARow()
    {
        Feed(100, 1);
        for (var size = 100; size <= 220; size += 20)
        {
            Look(100 * Mebibyte, size * Mebibyte);
        }

        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        Look(100 * Mebibyte, 240 * Mebibyte, times: 2);
        var report = _check.Report();
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Summary.ShouldBe("node green-1 takes 240 MiB of memory, more than 214 MiB");
    }

    [Fact]
    public void APeakThatGoesAwayIsNoReason()
    {
        Feed(100, 1);
        for (var i = 0; i < 10; i++)
        {
            Look(100 * Mebibyte, 300 * Mebibyte, times: 2);
            Look(100 * Mebibyte, 100 * Mebibyte);
        }

        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void TheLimitHoldsHoweverMuchTheBaselineTakes()
    {
        Look(4096 * Mebibyte, 1100 * Mebibyte, times: 3);
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void UnknownMemoryIsLeftOutAndSaid()
    {
        Feed(100, 1);
        Look(0, 0, times: 3);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
        _check.Report().Summary.ShouldContain("memory is unknown here and left out");
    }

    [Fact]
    public void RestartsAreCounted()
    {
        _check.ObserveNodes([], [Units.Node("green-1", restarts: 4)]);
        _check.ObserveNodes([], [Units.Node("green-1", restarts: 6)]);
        _check.Report().Figures.Single(figure => figure.Name == "candidate restarts").Value.ShouldBe(2);
    }

    private void Feed(int units, double factor)
    {
        for (var i = 0; i < units; i++)
        {
            _check.Observe(Units.Pair(10, 10 * factor));
        }
    }

    private void Look(long baseline, long candidate, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _check.ObserveNodes([Units.Node("blue-1", memory: baseline), Units.Node("blue-2", memory: baseline / 2)], [Units.Node("green-1", memory: candidate)]);
        }
    }
}
