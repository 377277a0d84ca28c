using LogPlatform.ControlPage.Live;
using LogPlatform.Core.Slots;

namespace LogPlatform.ControlPage.Tests.Live;

public sealed class LiveCurvesTests
{
    private readonly LiveCurves _curves = new();

    [Fact]
    public void ASlotThatDidNothingHasNoLine()
    {
        _curves.Add(Color.Blue, new SlotReading(50, 1000, 0.001, 0.002), 0, TimeSpan.FromSeconds(1));
        _curves.Add(Color.Green, new SlotReading(0, 0, double.NaN, double.NaN), 0, TimeSpan.FromSeconds(1));

        var records = _curves.Draw()[0];

        records.Series.Single(series => series.Slot == Color.Blue).Path.ShouldBe("M240 0l0 0 ");
        records.Series.Single(series => series.Slot == Color.Green).Path.ShouldBeEmpty();
        records.Top.ShouldBe("50");
    }

    [Fact]
    public void ASecondWithoutUnitsIsAGapAndNotAZero()
    {
        foreach (var median in new[] { 0.001, double.NaN, 0.0005 })
        {
            _curves.Add(Color.Blue, new SlotReading(1, 1, median, median), 0, TimeSpan.FromSeconds(1));
        }

        _curves.Draw()[2].Series[0].Path.ShouldBe("M236 0l0 0 M240 32l0 0 ");
    }

    [Fact]
    public void ARateIsByTheTimeThatPassed()
    {
        _curves.Add(Color.Blue, new SlotReading(300, 0, double.NaN, double.NaN), 0, TimeSpan.FromSeconds(3));

        _curves.Draw()[0].Series[0].Latest.ShouldBe("100");
    }
}
