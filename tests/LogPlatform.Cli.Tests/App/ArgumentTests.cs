using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Tests.App;

public class ArgumentTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("45", 45)]
    [InlineData("1.5h", 5400)]
    [InlineData("15m", 900)]
    [InlineData("7d", 604_800)]
    public void DurationsAreReadAsPeopleTypeThem(string text, double seconds)
    {
        DurationArgument.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("5w")]
    [InlineData("5 m")]
    [InlineData("99999999999d")]
    [InlineData("1e9d")]
    public void WhatIsNoDurationIsRefused(string text) => DurationArgument.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("localhost:8080", "http://localhost:8080/")]
    [InlineData("https://logs.example.net/x", "https://logs.example.net/x")]
    public void AnAddressNeedsNoScheme(string text, string expected)
    {
        UrlArgument.TryParse(text, out var url).ShouldBeTrue();
        url!.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("ftp://x")]
    [InlineData("http://")]
    [InlineData("file:///etc/passwd")]
    public void OtherAddressesAreRefused(string text) => UrlArgument.TryParse(text, out _).ShouldBeFalse();
}
