using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Cli.Load;

namespace LogPlatform.Cli.Tests.Load;

public class LatencyHistogramTests
{
    [Fact]
    public void APercentileIsNeverTooLowAndAtMostASixtyFourthTooHigh() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 2_000_000_000).NonEmptyListOf().ToArbitrary(),
        values =>
        {
            var histogram = new LatencyHistogram();
            foreach (var value in values)
            {
                histogram.Record(TimeSpan.FromMicroseconds(value));
            }

            var sorted = values.Order().ToArray();
            return new[] { 0.01, 0.5, 0.9, 0.99, 1 }.All(share =>
            {
                var exact = (double)sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
                var found = histogram.Percentile(share).TotalMicroseconds;
                return found >= exact && found <= exact + (exact / 64) + 1;
            });
        }));

    [Fact]
    public void TheMaximumIsExact()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromMicroseconds(123_457));
        histogram.Record(TimeSpan.FromMicroseconds(3));
        histogram.Max.ShouldBe(TimeSpan.FromMicroseconds(123_457));
        histogram.Percentile(1).ShouldBe(histogram.Max);
    }

    [Fact]
    public void MergingIsRecordingBoth()
    {
        var (left, right, both) = (new LatencyHistogram(), new LatencyHistogram(), new LatencyHistogram());
        foreach (var value in new[] { 5, 900, 70_000, 1_000_000 })
        {
            left.Record(TimeSpan.FromMicroseconds(value));
            right.Record(TimeSpan.FromMicroseconds(value * 3));
            both.Record(TimeSpan.FromMicroseconds(value));
            both.Record(TimeSpan.FromMicroseconds(value * 3));
        }

        left.Add(right);
        left.Count.ShouldBe(both.Count);
        left.Max.ShouldBe(both.Max);
        foreach (var share in new[] { 0.1, 0.5, 0.9 })
        {
            left.Percentile(share).ShouldBe(both.Percentile(share));
        }
    }

    [Fact]
    public void WithoutValuesThereIsNoLatency() => new LatencyHistogram().Percentile(0.5).ShouldBe(TimeSpan.Zero);
}
