using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Core.Tests.Validation.Checks;

public class ErrorsCheckTests
{
    private readonly ErrorsCheck _check = new(new Strategy(), CheckStage.Validation);

    [Fact]
    public void NoDataIsNoPass() => _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void FewerRecordsThanTheMinimumAreNoPass()
    {
        var check = new ErrorsCheck(new Strategy { ErrorTolerance = 0.5 }, CheckStage.Validation);
        check.Observe(Unit(4999));
        check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        check.Observe(Unit(1));
        check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void OneErrorInTenThousandIsFound()
    {
        var units = 0;
        while (_check.Report().Verdict != Verdict.Fail)
        {
            _check.Observe(Unit(1000, worse: units++ % 10 == 9 ? 1 : 0));
            units.ShouldBeLessThan(200);
        }

        _check.Report().Summary.ShouldStartWith("worse: ");
    }

    [Fact]
    public void ErrorsThatComeAndGoAlikeAreNoReason()
    {
        var random = new Random(2);
        for (var i = 0; i < 1000; i++)
        {
            _check.Observe(Unit(1000, worse: random.Next(3), better: random.Next(3)));
        }

        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void ACandidateThatErrsAsOftenIsSeldomEverFailed()
    {
        var random = new Random(4);
        var failed = Enumerable.Range(0, 1000).Count(_ =>
        {
            var check = new ErrorsCheck(new Strategy(), CheckStage.Validation);
            for (var i = 0; i < 250; i++)
            {
                var isWorse = random.Next(2) == 0;
                check.Observe(Unit(100, worse: isWorse ? 1 : 0, better: isWorse ? 0 : 1));
            }

            return check.Report().Verdict == Verdict.Fail;
        });
        failed.ShouldBeLessThanOrEqualTo(10 + 9);
    }

    [Fact]
    public void AUnitWithoutAnAnswerIsAnErrorOfAllItsRecords()
    {
        _check.Observe(Unit(10_000));
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
        _check.Observe(Units.Failed(500, "the worker died"));
        var report = _check.Report();
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Summary.ShouldContain("1 unit without a sound answer, the first: the worker died");
        report.Samples.ShouldBe(10_500);
    }

    [Fact]
    public void AnUnsoundAnswerIsNoAnswer()
    {
        _check.Observe(Unit(500) with { Failure = "tallies do not add up" });
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void FewerErrorsThanTheBaselinePass()
    {
        for (var i = 0; i < 20; i++)
        {
            _check.Observe(Unit(1000, better: 50));
        }

        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void ASmallExcessIsFoundAmongManyErrorsThatComeAndGo()
    {
        _check.Observe(Unit(1_000_000, worse: 10_100, better: 10_000));
        _check.Report().Verdict.ShouldNotBe(Verdict.Fail);
        _check.Observe(Unit(1_000_000, worse: 11_000, better: 10_000));
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void AnExcessIsClearedOnlyWhenItIsSurelyBelowTheTolerance()
    {
        var check = new ErrorsCheck(new Strategy { ErrorTolerance = 0.001 }, CheckStage.Validation);
        check.Observe(Unit(10_000, worse: 5));
        check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        check.Report().Summary.ShouldStartWith("not decided: 5 records of 10,000 newly in error");
        check.Observe(Unit(50_000));
        check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    private static PairedUnit Unit(long records, long worse = 0, long better = 0) => Units.Pair(10, 10, records) with { NewlyQuarantined = worse, NoLongerQuarantined = better };
}
