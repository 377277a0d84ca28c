using System.Text;
using LogPlatform.Core.Time;

namespace LogPlatform.Core.Tests.Time;

public class UnixNanoTests
{
    [Fact]
    public void ADateBeyondTheRangeIsItsEnd()
    {
        UnixNano.FromDate(DateTimeOffset.MinValue).ShouldBe(long.MinValue);
        UnixNano.FromDate(DateTimeOffset.MaxValue).ShouldBe(long.MaxValue);
        UnixNano.FromDate(DateTimeOffset.UnixEpoch.AddTicks(-3)).ShouldBe(-300);
        UnixNano.ToDate(1_999).ShouldBe(DateTimeOffset.UnixEpoch.AddTicks(19));
    }

    [Theory]
    [InlineData(9_223_372_036, 854_775_807, TimeReading.Read)]
    [InlineData(9_223_372_036, 854_775_808, TimeReading.OutOfRange)]
    [InlineData(9_223_372_035, 999_999_999, TimeReading.Read)]
    [InlineData(-9_223_372_037, 145_224_192, TimeReading.Read)]
    [InlineData(-9_223_372_037, 145_224_191, TimeReading.OutOfRange)]
    [InlineData(-9_223_372_036, 0, TimeReading.Read)]
    public void SecondsAreReadToTheEndsOfTheRange(long seconds, long nanoseconds, TimeReading expected)
    {
        UnixNano.FromSeconds(seconds, nanoseconds, out var time).ShouldBe(expected);
        if (expected == TimeReading.Read)
        {
            UnixNano.ToSeconds(time, out var rest).ShouldBe(seconds);
            rest.ShouldBe(nanoseconds);
        }
    }

    [Theory]
    [InlineData("1700000000", 1_700_000_000_000_000_000)]
    [InlineData("1700000000.5", 1_700_000_000_500_000_000)]
    [InlineData("1700000000123", 1_700_000_000_123_000_000)]
    [InlineData("1700000000123456", 1_700_000_000_123_456_000)]
    [InlineData("1700000000123456789", 1_700_000_000_123_456_789)]
    [InlineData("-1", -1_000_000_000)]
    public void TheMagnitudeTellsTheUnit(string text, long expected)
    {
        UnixNano.FromNumber(Encoding.ASCII.GetBytes(text), out var time).ShouldBe(TimeReading.Read);
        time.ShouldBe(expected);
    }
}
