using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Protocols.Text;

namespace LogPlatform.Protocols.Tests.Text;

public sealed class Rfc3339Tests
{
    [Fact]
    public void WhatIsFormattedIsReadBack() => Prop.ForAll<long>(time =>
    {
        // Spread over the whole range, not only near zero.
        time = unchecked(time * 0x5851F42D4C957F2D);
        Span<byte> text = stackalloc byte[Rfc3339.FormattedLength];
        Rfc3339.Format(time, text);
        Rfc3339.Parse(text, out var read).ShouldBe(TimeReading.Read);
        read.ShouldBe(time);

        // The framework's clock has ticks of 100 ns, rounded towards the past.
        var ticks = Math.DivRem(time, 100) is var (quotient, rest) && rest < 0 ? quotient - 1 : quotient;
        Encoding.ASCII.GetString(text[..27]).ShouldBe(DateTime.UnixEpoch.AddTicks(ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData("1970-01-01T00:00:01Z", 1_000_000_000)]
    [InlineData("1970-01-01t00:00:01z", 1_000_000_000)]
    [InlineData("1970-01-01 00:00:01", 1_000_000_000)]
    [InlineData("1970-01-01T01:00:01+01:00", 1_000_000_000)]
    [InlineData("1969-12-31T23:30:01-0030", 1_000_000_000)]
    [InlineData("1970-01-01T00:00:01.5Z", 1_500_000_000)]
    [InlineData("1970-01-01T00:00:01,5Z", 1_500_000_000)]
    [InlineData("1970-01-01T00:00:01.1234567899Z", 1_123_456_789)]
    [InlineData("2016-12-31T23:59:60Z", 1_483_228_799_000_000_000)]
    [InlineData("2024-02-29T00:00:00Z", 1_709_164_800_000_000_000)]
    public void LenientFormsAreRead(string text, long expected)
    {
        Rfc3339.Parse(Encoding.ASCII.GetBytes(text), out var time).ShouldBe(TimeReading.Read);
        time.ShouldBe(expected);
    }

    [Theory]
    [InlineData("2023-02-29T00:00:00Z")]
    [InlineData("2023-00-01T00:00:00Z")]
    [InlineData("2023-13-01T00:00:00Z")]
    [InlineData("2023-01-00T00:00:00Z")]
    [InlineData("2023-01-01T24:00:00Z")]
    [InlineData("2023-01-01T00:60:00Z")]
    [InlineData("2023-01-01T00:00:00X")]
    [InlineData("2023-01-01T00:00:00+1")]
    [InlineData("2023-01-01T00:00:00.Z")]
    [InlineData("2023-01-01")]
    [InlineData("")]
    public void WhatIsNoTimeIsNotRead(string text) => Rfc3339.Parse(Encoding.ASCII.GetBytes(text), out _).ShouldBe(TimeReading.None);

    [Theory]
    [InlineData("0000-02-29T00:00:00Z")]
    [InlineData("1677-09-21T00:12:43Z")]
    [InlineData("2262-04-11T23:47:17Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void WhatDoesNotFitIsSaidToBeOutOfRange(string text) => Rfc3339.Parse(Encoding.ASCII.GetBytes(text), out _).ShouldBe(TimeReading.OutOfRange);
}
