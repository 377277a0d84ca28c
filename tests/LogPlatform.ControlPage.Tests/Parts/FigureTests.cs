using LogPlatform.ControlPage.Parts;

namespace LogPlatform.ControlPage.Tests.Parts;

public sealed class FigureTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(101L << 20, "101 MiB")]
    [InlineData(long.MaxValue, "8388608 TiB")]
    public void ASizeIsSaidInTheUnitThatSuitsIt(long bytes, string words) => Figures.Bytes(bytes).ShouldBe(words);

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(187, "3 min 07 s")]
    [InlineData(3720, "1 h 02 min")]
    [InlineData(200_000, "2 d 07 h")]
    public void ALengthRunsLikeAClock(double seconds, string words) => Figures.Clock(TimeSpan.FromSeconds(seconds)).ShouldBe(words);

    [Theory]
    [InlineData(0.00003, "30 µs")]
    [InlineData(0, "0 s")]
    [InlineData(0.0052, "5.2 ms")]
    [InlineData(0.02875, "28.8 ms")]
    [InlineData(0.65927, "659 ms")]
    [InlineData(2.5, "2.5 s")]
    public void AShortTimeHasItsUnit(double seconds, string words) => Figures.Seconds(seconds).ShouldBe(words);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1.01, 1.5)]
    [InlineData(950, 1000)]
    [InlineData(1449, 1500)]
    [InlineData(0.0017, 0.002)]
    public void TheEdgeOfAChartIsTheNextRoundNumber(double value, double edge) => Scale.RoundUp(value).ShouldBe(edge, 1e-9);
}
