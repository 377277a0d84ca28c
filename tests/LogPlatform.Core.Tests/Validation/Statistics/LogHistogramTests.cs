using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Validation.Statistics;

namespace LogPlatform.Core.Tests.Validation.Statistics;

public class LogHistogramTests
{
    [Fact]
    public void QuantilesAreWithinABucketOfTheTruth()
    {
        var numbers = Gen.Choose(1, 1_000_000).Select(number => number / 1000.0).NonEmptyListOf();
        Prop.ForAll(numbers.ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (list, percent) =>
        {
            var histogram = new LogHistogram();
            foreach (var number in list)
            {
                histogram.Add(number);
            }

            var truth = list.Order().ElementAt((int)Math.Ceiling(percent / 100.0 * list.Count) - 1);
            return Math.Abs(Math.Log(histogram.Quantile(percent / 100.0) / truth)) <= Math.Log(2) / 32 + 1e-9;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void NothingHasNoQuantile() => new LogHistogram().Quantile(0.5).ShouldBe(0);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.MaxValue)]
    public void WhatIsOutOfRangeCountsAsTheBound(double value)
    {
        var histogram = new LogHistogram();
        histogram.Add(value);
        histogram.Quantile(0.5).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void ThePictureHoldsEveryNumberOnceBetweenItsBounds()
    {
        var histogram = new LogHistogram();
        double[] numbers = [0.7, 1, 1.1, 40, 40.1, 1000];
        foreach (var number in numbers)
        {
            histogram.Add(number);
        }

        var picture = histogram.Picture();

        picture.Sum(bucket => bucket.Count).ShouldBe(numbers.Length);
        picture.ShouldAllBe(bucket => numbers.Count(number => number >= bucket.From && number < bucket.To) == bucket.Count);
        picture.Select(bucket => bucket.From).ShouldBeInOrder();
    }
}
