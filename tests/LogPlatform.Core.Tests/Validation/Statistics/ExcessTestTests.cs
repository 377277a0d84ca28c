using LogPlatform.Core.Validation.Statistics;

namespace LogPlatform.Core.Tests.Validation.Statistics;

public class ExcessTestTests
{
    [Theory]
    [InlineData(0.1, 0.1, 0.0)]
    [InlineData(0.1, 0.4, 0.3)]
    [InlineData(0.25, 0.3, 0.05)]
    public void AnExcessAtTheToleranceIsSeldomEverCleared(double tolerance, double worse, double better)
    {
        const int runs = 2000;
        var random = new Random(5);
        var cleared = Enumerable.Range(0, runs).Count(_ =>
        {
            var test = new ExcessTest(tolerance);
            for (var trial = 0; trial < 250; trial++)
            {
                var chance = random.NextDouble();
                test.Add(chance < worse ? 1 : 0, chance >= worse && chance < worse + better ? 1 : 0, 1);
                if (test.IsRejected(0.05))
                {
                    return true;
                }
            }

            return false;
        });
        cleared.ShouldBeLessThanOrEqualTo(100 + 30);
    }

    [Fact]
    public void NoExcessIsClearedWithinAFewTimesTheInverseOfTheTolerance()
    {
        var test = new ExcessTest(0.001);
        test.Add(0, 0, 4_000);
        test.IsRejected(0.01).ShouldBeFalse();
        test.Add(0, 0, 2_000);
        test.IsRejected(0.01).ShouldBeTrue();
    }

    [Fact]
    public void WhatGetsBetterMakesUpForWhatGetsWorse()
    {
        var (balanced, worse) = (new ExcessTest(0.01), new ExcessTest(0.01));
        balanced.Add(300, 300, 60_000);
        worse.Add(900, 300, 60_000);
        balanced.IsRejected(0.01).ShouldBeTrue();
        worse.IsRejected(0.01).ShouldBeFalse();
    }

    [Fact]
    public void ToleratingEverythingIsPossible()
    {
        var test = new ExcessTest(1);
        test.Add(0, 0, 100);
        test.IsRejected(0.01).ShouldBeTrue();
    }
}
