using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Tests.Rendering;

public class HistogramChartTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void BarsAxesAndLegendAreDrawn()
    {
        var data = new HistogramData(
            Noon,
            TimeSpan.FromSeconds(2),
            [new HistogramSeries("ERROR", [0, 0, 10, 0, 0, 0, 0, 0, 0, 0]), new HistogramSeries("INFO", [0, 1, 40, 50, 100, 25, 0, 3, 0, 12])]);
        string.Join('\n', HistogramChart.Draw(data, 4, bySeverity: true, new Ink(false))).ShouldBe(
            """
            100 ┤    █
                ┤    █
             50 ┤  ███
                ┤ ▁████ ▁ ▄
              0 └──────────
                 12:00:00  12:00:10  12:00:20
                 2026-11-20 UTC, 2.0 s a bar
            ■ ERROR 10  ■ INFO 231  (241 records)
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void TheWorstSeverityIsAtTheBottomInItsColour()
    {
        var data = new HistogramData(Noon, TimeSpan.FromSeconds(1), [new HistogramSeries("ERROR", [50]), new HistogramSeries("INFO", [50])]);
        var lines = HistogramChart.Draw(data, 2, bySeverity: true, new Ink(true)).ToArray();
        lines[0].ShouldEndWith("\u001b[32m█\u001b[0m");
        lines[1].ShouldEndWith("\u001b[31m█\u001b[0m");
    }

    [Fact]
    public void OneRecordAmongThousandsIsSeen()
    {
        var data = new HistogramData(Noon, TimeSpan.FromSeconds(1), [new HistogramSeries(null, [1, 100_000])]);
        HistogramChart.Draw(data, 3, bySeverity: false, new Ink(false)).ElementAt(2).ShouldEndWith("▁█");
    }

    [Fact]
    public void NothingIsDrawnAsNothing()
    {
        var lines = HistogramChart.Draw(new HistogramData(Noon, TimeSpan.FromSeconds(1), [new HistogramSeries(null, [0, 0, 0])]), 2, bySeverity: false, new Ink(false)).ToArray();
        lines[0].ShouldBe("2 ┤");
        lines[^1].ShouldBe("■ all 0  (0 records)");
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(7, 8)]
    [InlineData(100, 100)]
    [InlineData(101, 200)]
    [InlineData(4_999_999, 5_000_000)]
    [InlineData(long.MaxValue / 3, 0)]
    public void TheAxisEndsAtARoundNumber(long value, long expected)
    {
        var top = HistogramChart.NiceCeiling(value);
        top.ShouldBeGreaterThan(0);
        if (expected > 0)
        {
            top.ShouldBe(expected);
        }
    }
}
