using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Tests.Validation.Diff;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Core.Tests.Validation.Checks;

public class OutputDiffCheckTests
{
    private readonly DiffAggregate _differences = new([new ExpectedChange("body", "shop")]);
    private readonly OutputDiffCheck _check;

    public OutputDiffCheckTests() => _check = new OutputDiffCheck(new Strategy { MinRecords = 1000 }, CheckStage.Validation, _differences);

    [Fact]
    public void NoDataIsNoPass()
    {
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _check.Report().Summary.ShouldBe("no record has gone through both releases yet");
    }

    [Fact]
    public void EnoughEqualRecordsPass()
    {
        _differences.CountEqual(DiffRun.Candidate, "auth", 999);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _differences.CountEqual(DiffRun.Candidate, "auth", 1);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
        _check.Report().Summary.ShouldBe("1,000 records compared, none differs");
    }

    [Fact]
    public void TheFirstUnexpectedDifferenceFailsOnceTheNoiseFloorIsMeasured()
    {
        DiffAggregateTests.Feed(_differences, "auth", 100, 12);
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        DiffAggregateTests.Feed(_differences, "auth", 10, 0, DiffRun.Noise);
        var report = _check.Report();
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Summary.ShouldBe("field body changes in 12% of records of service auth");
        report.Changes.ShouldHaveSingleItem().Examples.Count.ShouldBe(3);
    }

    [Fact]
    public void WithoutANoiseRunTheMinimumOfRecordsDecides()
    {
        DiffAggregateTests.Feed(_differences, "auth", 10, 1);
        _differences.CountEqual(DiffRun.Candidate, "auth", 990);
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void ExpectedDifferencesPassAndAreNamed()
    {
        DiffAggregateTests.Feed(_differences, "shop", 1000, 500);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
        _check.Report().Summary.ShouldBe("1,000 records compared; field body changes in 50% of records of service shop (expected)");
    }

    [Fact]
    public void NoiseDoesNotFail()
    {
        DiffAggregateTests.Feed(_differences, "auth", 100, 50, DiffRun.Noise);
        DiffAggregateTests.Feed(_differences, "auth", 1000, 500);
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void AFailIsFinal()
    {
        DiffAggregateTests.Feed(_differences, "auth", 10, 0, DiffRun.Noise);
        DiffAggregateTests.Feed(_differences, "auth", 10, 1);
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
        DiffAggregateTests.Feed(_differences, "auth", 100, 100, DiffRun.Noise);
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
        _check.Report().Summary.ShouldContain("10% of records of service auth");
    }

    [Fact]
    public void AToleranceIsAShareOfAllRecords()
    {
        var check = new OutputDiffCheck(new Strategy { MinRecords = 1000, DiffTolerance = 0.01 }, CheckStage.Validation, _differences);
        DiffAggregateTests.Feed(_differences, "auth", 100, 10);
        DiffAggregateTests.Feed(_differences, "auth", 10, 0, DiffRun.Noise);
        check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _differences.CountEqual(DiffRun.Candidate, "auth", 900);
        check.Report().Verdict.ShouldBe(Verdict.Pass);
        DiffAggregateTests.Feed(_differences, "auth", 1, 1);
        check.Report().Verdict.ShouldBe(Verdict.Fail);
    }
}
