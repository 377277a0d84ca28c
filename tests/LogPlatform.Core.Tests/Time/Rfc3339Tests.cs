using System.Globalization;
using System.Text;
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

    [Fact]
    public void WhatIsWrittenInFullIsReadBack() => Prop.ForAll<long>(time =>
    {
        // Spread over the whole range, not only near zero.
        time = unchecked(time * 0x5851F42D4C957F2D);
        Span<byte> text = stackalloc byte[Rfc3339.FullLength];
        Rfc3339.FormatFull(time, text);
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
    public void LenientFormsOfMachinesAreRead(string text, long expected)
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
    public void WhatIsNoTimeOfAMachineIsNotRead(string text) => Rfc3339.Parse(Encoding.ASCII.GetBytes(text), out _).ShouldBe(TimeReading.None);

    [Theory]
    [InlineData("0000-02-29T00:00:00Z")]
    [InlineData("1677-09-21T00:12:43Z")]
    [InlineData("2262-04-11T23:47:17Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void WhatDoesNotFitIsSaidToBeOutOfRange(string text) => Rfc3339.Parse(Encoding.ASCII.GetBytes(text), out _).ShouldBe(TimeReading.OutOfRange);

    [Theory]
    [InlineData("2026-01-31T10:00", 20)]
    [InlineData("2026-01-31T10:00:00.5Z", 22)]
    [InlineData("2026-01-31T10:00:00.123456789Z", 30)]
    public void ATextThatDoesNotFitIsNotWritten(string text, int length)
    {
        Rfc3339.TryParse(text, out var time).ShouldBeTrue();
        Rfc3339.TryFormat(time, new byte[length - 1], out var written).ShouldBeFalse();
        written.ShouldBe(0);
        Rfc3339.TryFormat(time, new byte[length], out written).ShouldBeTrue();
        written.ShouldBe(length);
    }
}
