using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Core.Tests.Validation.Checks;

public class ThroughputCheckTests
{
    private readonly ThroughputCheck _check = new(new Strategy(), CheckStage.Validation);
    private MirrorLoad _load = new() { Elapsed = TimeSpan.Zero, LiveRecords = 0, OfferedRecords = 0, CompletedRecords = 0, CompletedUnits = 0, Busy = TimeSpan.Zero, Lag = TimeSpan.Zero, Nodes = 2 };

    [Fact]
    public void WithoutTrafficThereIsNoVerdict()
    {
        Run(seconds: 600, live: 0, completed: 0, units: 0, busy: 0);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _check.Report().Summary.ShouldContain("neither live nor recorded");
    }

    [Fact]
    public void SustainingTheLiveRateWithHeadRoomPasses()
    {
        Run(seconds: 10, live: 1000, completed: 1250, units: 10, busy: 0.4);
        var report = _check.Report();
        report.Verdict.ShouldBe(Verdict.Pass);
        report.Summary.ShouldBe("sustained 1,250 records/s, 1.2 times the live rate is 1,200; room for 6,250");
    }

    [Fact]
    public void SustainingJustTheLiveRateIsNoPass()
    {
        Run(seconds: 60, live: 1000, completed: 1000, units: 10, busy: 0.4);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void RecordedTrafficAloneIsEnough()
    {
        Run(seconds: 10, live: 0, completed: 500, units: 5, busy: 0.2);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void NodesWithoutRoomForTheHeadRoomDoNotPass()
    {
        Run(seconds: 30, live: 1000, completed: 1250, units: 10, busy: 2.2);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void NodesThatCannotProcessTheLiveRateFail()
    {
        Run(seconds: 30, live: 1000, completed: 900, units: 10, busy: 2);
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
        _check.Report().Summary.ShouldBe("its nodes can process 900 records/s, and 1,000 come in");
    }

    [Fact]
    public void LagThatStaysFails()
    {
        Run(seconds: 10, live: 1000, completed: 1250, units: 10, busy: 0.4);
        Look(TimeSpan.FromSeconds(6));
        Look(TimeSpan.FromSeconds(7));
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        Look(TimeSpan.FromSeconds(8));
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
        _check.Report().Summary.ShouldBe("lags behind by 8 s, more than 5 s");
    }

    [Fact]
    public void LagThatGoesAwayIsNoReason()
    {
        Look(TimeSpan.FromSeconds(6));
        Look(TimeSpan.FromSeconds(7));
        Look(TimeSpan.Zero);
        Look(TimeSpan.FromSeconds(6));
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void ASlowStartIsForgotten()
    {
        Run(seconds: 60, live: 1000, completed: 100, units: 1, busy: 0.1);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        Run(seconds: 10, live: 1000, completed: 1300, units: 10, busy: 0.4);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void AGoodStartIsForgottenToo()
    {
        Run(seconds: 600, live: 1000, completed: 1300, units: 10, busy: 0.4);
        Run(seconds: 20, live: 3000, completed: 1300, units: 10, busy: 0.4);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void ThinTrafficOverALongTimeStillCounts()
    {
        Run(seconds: 7200, live: 0.5, completed: 1, units: 0.01, busy: 0.001);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    // All figures but the first are per second; looked at once a second.
    private void Run(int seconds, double live, double completed, double units, double busy)
    {
        var start = _load;
        for (var second = 1; second <= seconds; second++)
        {
            _load = start with
            {
                Elapsed = start.Elapsed + TimeSpan.FromSeconds(second),
                LiveRecords = start.LiveRecords + (long)(live * second),
                OfferedRecords = start.OfferedRecords + (long)(completed * second),
                CompletedRecords = start.CompletedRecords + (long)(completed * second),
                CompletedUnits = start.CompletedUnits + (long)(units * second),
                Busy = start.Busy + TimeSpan.FromSeconds(busy * second),
            };
            _check.Observe(_load);
        }
    }

    private void Look(TimeSpan lag)
    {
        _load = _load with { Elapsed = _load.Elapsed + TimeSpan.FromMilliseconds(250), Lag = lag };
        _check.Observe(_load);
    }
}
