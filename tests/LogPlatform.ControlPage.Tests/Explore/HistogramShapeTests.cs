using LogPlatform.ControlPage.Explore;
using LogPlatform.Storage.Query;

namespace LogPlatform.ControlPage.Tests.Explore;

public sealed class HistogramShapeTests
{
    [Fact]
    public void LevelsAreStackedWithErrorsAtTheBottom()
    {
        var shape = HistogramShape.Of(Result(("INFO", [10, 0]), ("ERROR", [5, 0]), ("FATAL2", [5, 0]), ("WARN", [0, 0])), 200);

        shape.Bars.Select(bar => (bar.Class, bar.Count)).ShouldBe([("bar-bad", 10L), ("bar-info", 10L)]);
        shape.Bars[0].Path.ShouldBe("M0 80v-40h599v40z");
        shape.Bars[1].Path.ShouldBe("M0 40v-40h599v40z");
        (shape.Total, shape.Largest).ShouldBe((20, 20));
    }

    [Fact]
    public void NothingFoundIsAnEmptyPicture()
    {
        var shape = HistogramShape.Of(Result((null, [0, 0])), 200);

        shape.Bars.ShouldBeEmpty();
        shape.Total.ShouldBe(0);
    }

    private static HistogramResult Result(params (string? Value, long[] Counts)[] series) =>
        new(0, 100, [.. series.Select(one => new HistogramSeries(one.Value, one.Counts))], default);
}
