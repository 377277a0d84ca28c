using System.Text;
using LogPlatform.Protocols.Text;

namespace LogPlatform.Protocols.Tests.Text;

public sealed class SeverityNameTests
{
    [Fact]
    public void EveryShortNameStandsForItsNumber()
    {
        for (byte severity = 1; severity <= 24; severity++)
        {
            SeverityName.Parse(SeverityName.Short(severity)).ShouldBe(severity);
        }

        SeverityName.Short(0).IsEmpty.ShouldBeTrue();
        SeverityName.Short(25).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Information", 9)]
    [InlineData("WARNING", 13)]
    [InlineData("crit", 18)]
    [InlineData("Verbose", 1)]
    [InlineData("emerg", 21)]
    [InlineData("notice", 10)]
    [InlineData("E", 17)]
    [InlineData("warn5", 0)]
    [InlineData("critical2", 0)]
    [InlineData("", 0)]
    [InlineData("something else", 0)]
    [InlineData("informationalx", 0)]
    public void LevelsGoByManyNames(string name, byte severity) => SeverityName.Parse(Encoding.UTF8.GetBytes(name)).ShouldBe(severity);
}
