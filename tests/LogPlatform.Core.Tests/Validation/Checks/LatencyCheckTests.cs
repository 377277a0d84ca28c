using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Core.Tests.Validation.Checks;

public class LatencyCheckTests
{
    private readonly LatencyCheck _check = new(new Strategy(), CheckStage.Validation);

    [Fact]
    public void NoDataIsNoPass() => _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void FewerUnitsThanTheMinimumAreNoPassHoweverGood()
    {
        Feed(29, _ => Units.Pair(20, 2));
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _check.Report().Summary.ShouldBe("29 of 30 units");
        Feed(1, _ => Units.Pair(20, 2));
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void TheReportKeepsWhatBothSidesTook()
    {
        _check.Report().Distributions.ShouldBeEmpty();
        Feed(5, _ => Units.Pair(20, 80));

        var (baseline, candidate) = (_check.Report().Distributions[0], _check.Report().Distributions[1]);

        (baseline.Name, candidate.Name, baseline.Unit).ShouldBe(("baseline", "candidate", "ms"));
        baseline.Buckets.ShouldHaveSingleItem().Count.ShouldBe(5);
        candidate.Buckets.ShouldHaveSingleItem().From.ShouldBeInRange(60, 80);
    }

    [Fact]
    public void SevenOfTenUnitsAHundredTimesSlowerFail()
    {
        Feed(10, i => Units.Pair(20, i % 10 is 0 or 4 or 7 ? 20 : 2000));
        var report = _check.Report();
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Summary.ShouldContain("times the baseline's");
    }

    [Fact]
    public void OneUnitInFiveFourTimesSlowerFailsAndNeverPassesOnTheWay()
    {
        for (var i = 0; i < 200; i++)
        {
            _check.Observe(Units.Pair(20, i % 5 == 4 ? 80 : 20));
            _check.Report().Verdict.ShouldNotBe(Verdict.Pass);
        }

        _check.Report().Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void UnitsThatStandOutOnBothSidesAlikeDoNotFail()
    {
        Feed(2000, i => Units.Pair(i % 10 == 3 ? 90 : 20, i % 10 == 7 ? 90 : 20));
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void AFailIsFinal()
    {
        Feed(100, _ => Units.Pair(20, 60));
        Feed(10_000, _ => Units.Pair(20, 20));
        var report = _check.Report();
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Summary.ShouldStartWith("slower: ");
    }

    [Fact]
    public void ACandidateThatBecomesSlowAfterALongGoodTimeIsFound()
    {
        Feed(20_000, _ => Units.Pair(20, 20));
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
        Feed(60, _ => Units.Pair(20, 50));
        _check.Report().Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void TheLimitHoldsHoweverSlowTheBaselineIs()
    {
        Feed(30, _ => Units.Pair(2500, 2500));
        var report = _check.Report();
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Summary.ShouldContain("limit of 2 s");
    }

    [Fact]
    public void AUnitOverTheLimitHoldsThePassUntilItIsOneInAHundred()
    {
        Feed(98, _ => Units.Pair(1900, 1900));
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
        Feed(1, _ => Units.Pair(1900, 2100));
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        Feed(1, _ => Units.Pair(1900, 1900));
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void WhatWasShownOnceNeedsNotBeShownAgain()
    {
        // One unit in three is slower: enough to be acquitted, and only just.
        for (var i = 0; _check.Report().Verdict != Verdict.Pass; i++)
        {
            i.ShouldBeLessThan(2000);
            _check.Observe(i % 3 == 0 ? Units.Pair(20, 26) : Units.Pair(20, 20));
        }

        Feed(3, _ => Units.Pair(20, 26));
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void MicrosecondsAreNoRatio()
    {
        Feed(100, _ => Units.Pair(0.01, 0.04));
        _check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void UnitsWithoutAnAnswerSayNothingAboutTime()
    {
        Feed(100, _ => Units.Failed(100, "killed"));
        _check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        _check.Report().Samples.ShouldBe(0);
    }

    [Fact]
    public void ACandidateTwiceAsSlowIsFoundWithinSixtyUnitsInNearlyEveryRun() => Share(2, 60, Verdict.Fail).ShouldBeGreaterThanOrEqualTo(0.99);

    [Fact]
    public void AnEqualCandidatePassesWithinTwoHundredUnitsInNearlyEveryRun() => Share(1, 200, Verdict.Pass).ShouldBeGreaterThanOrEqualTo(0.99);

    [Theory]
    [InlineData(1, 0.4)]
    [InlineData(1, 1.0)]
    [InlineData(1.25, 0.4)]
    public void ACandidateWithinTheRatioIsSeldomEverFailed(double factor, double spread) => ShareThatEverFails(factor, spread, 150).ShouldBeLessThanOrEqualTo(0.01 + 0.009);

    [Fact]
    public void ACandidateAtTheRatioSeldomEverPasses()
    {
        var random = new Random(3);
        var passed = Enumerable.Range(0, 500).Count(_ =>
        {
            var check = new LatencyCheck(new Strategy(), CheckStage.Validation);
            for (var i = 0; i < 150; i++)
            {
                check.Observe(Units.Noisy(random, 1.3));
                if (check.Report().Verdict == Verdict.Pass)
                {
                    return true;
                }
            }

            return false;
        });
        passed.ShouldBeLessThanOrEqualTo(5 + 7);
    }

    [Fact]
    public void TheFiguresTellBothSides()
    {
        Feed(100, _ => Units.Pair(20, 30));
        var figures = _check.Report().Figures.ToDictionary(figure => figure.Name, figure => figure.Value);
        figures["baseline p50 ms"].ShouldBe(20, 0.5);
        figures["candidate p99 ms"].ShouldBe(30, 0.8);
        figures["median ratio"].ShouldBe(1.5, 0.04);
    }

    private static double Share(double factor, int units, Verdict verdict)
    {
        var random = new Random(11);
        return Enumerable.Range(0, 1000).Count(_ =>
        {
            var check = new LatencyCheck(new Strategy(), CheckStage.Validation);
            for (var i = 0; i < units; i++)
            {
                check.Observe(Units.Noisy(random, factor, 0.25));
            }

            return check.Report().Verdict == verdict;
        }) / 1000.0;
    }

    private static double ShareThatEverFails(double factor, double spread, int units)
    {
        var random = new Random(7);
        return Enumerable.Range(0, 1000).Count(_ =>
        {
            var check = new LatencyCheck(new Strategy(), CheckStage.Validation);
            for (var i = 0; i < units; i++)
            {
                check.Observe(Units.Noisy(random, factor, spread));
            }

            return check.Report().Verdict == Verdict.Fail;
        }) / 1000.0;
    }

    private void Feed(int units, Func<int, PairedUnit> unit)
    {
        for (var i = 0; i < units; i++)
        {
            _check.Observe(unit(i));
        }
    }
}
