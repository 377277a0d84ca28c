using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Tests.Rendering;

public class FiguresTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(5L << 30, "5.0 GiB")]
    public void SizesAreBinary(double bytes, string expected) => Figures.Bytes(bytes).ShouldBe(expected);

    [Theory]
    [InlineData(0.0000015, "2 us")]
    [InlineData(0.0421, "42.1 ms")]
    [InlineData(1.25, "1.3 s")]
    [InlineData(600, "10 min")]
    [InlineData(10_800, "3 h")]
    [InlineData(864_000, "10 days")]
    public void DurationsHaveAFittingUnit(double seconds, string expected) => Figures.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);

    [Fact]
    public void ASingleThingIsNoPlural()
    {
        Figures.Count(1, "record").ShouldBe("1 record");
        Figures.Count(12_345, "record").ShouldBe("12,345 records");
    }
}
