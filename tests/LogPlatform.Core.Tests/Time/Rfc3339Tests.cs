using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Time;

namespace LogPlatform.Core.Tests.Time;

public class Rfc3339Tests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01", 0)]
    [InlineData("1970-01-01t00:00:00.000000001z", 1)]
    [InlineData("1970-01-01 01:00:00,5+01:00", 500_000_000)]
    [InlineData("1969-12-31T23:00-0100", 0)]
    [InlineData("1969-12-31T23:59:59.999999999Z", -1)]
    [InlineData("1970-01-01T00:00:00.0000000019Z", 1)]
    [InlineData("2016-12-31T23:59:60Z", 1_483_228_799_999_999_999)]
    [InlineData("2024-02-29T12:00:00", 1_709_208_000_000_000_000)]
    public void ATimeIsRead(string text, long expected)
    {
        Rfc3339.TryParse(text, out var unixNano).ShouldBeTrue();
        unixNano.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2023-02-29")]
    [InlineData("2023-13-01")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2023-01-01T24:00:00Z")]
    [InlineData("2023-01-01T")]
    [InlineData("2023-01-01T10:00:00.Z")]
    [InlineData("2023-01-01T10:00:00Zx")]
    [InlineData("2023-01-01T10:00:00+1")]
    [InlineData("２０２３-01-01")]
    public void WhatIsNoTimeIsRefused(string text) => Rfc3339.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void WhatIsWrittenIsReadBack() =>
        Prop.ForAll<long>(value =>
        {
            var time = value % 9_000_000_000_000_000_000;
            return Rfc3339.TryParse(Rfc3339.Format(time), out var back) && back == time;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
