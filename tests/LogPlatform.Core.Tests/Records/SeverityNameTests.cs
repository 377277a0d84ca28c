using System.Text;
using LogPlatform.Core.Records;

namespace LogPlatform.Core.Tests.Records;

public sealed class SeverityNameTests
{
    [Fact]
    public void EveryShortNameStandsForItsNumber()
    {
        for (byte severity = 1; severity <= 24; severity++)
        {
            SeverityName.Parse(SeverityName.Utf8(severity)).ShouldBe(severity);
            SeverityName.Of(severity).ShouldBe(Encoding.ASCII.GetString(SeverityName.Utf8(severity)));
        }

        SeverityName.Utf8(0).IsEmpty.ShouldBeTrue();
        SeverityName.Utf8(25).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Information", 9)]
    [InlineData("WARNING", 13)]
    [InlineData("crit", 18)]
    [InlineData("Verbose", 1)]
    [InlineData("emerg", 21)]
    [InlineData("notice", 10)]
    [InlineData("E", 17)]
    [InlineData("emergency", 21)]
    [InlineData("Eror", 17)]
    [InlineData("FINE", 5)]
    [InlineData("finest", 1)]
    [InlineData("log", 9)]
    [InlineData("finer", 0)]
    [InlineData("log2", 0)]
    [InlineData("warn5", 0)]
    [InlineData("critical2", 0)]
    [InlineData("", 0)]
    [InlineData("something else", 0)]
    [InlineData("informationalx", 0)]
    public void LevelsGoByManyNames(string name, byte severity) => SeverityName.Parse(Encoding.UTF8.GetBytes(name)).ShouldBe(severity);
}
