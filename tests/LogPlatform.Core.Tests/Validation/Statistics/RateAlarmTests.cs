using LogPlatform.Core.Validation.Statistics;

namespace LogPlatform.Core.Tests.Validation.Statistics;

public class RateAlarmTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.05)]
    public void NewBettorsDoNotRaiseTheChanceOfAFalseAlarm(double rate)
    {
        const int runs = 2000;
        var random = new Random(23);
        var raised = Enumerable.Range(0, runs).Count(_ =>
        {
            var alarm = new RateAlarm(rate);
            for (var trial = 0; trial < 600; trial++)
            {
                alarm.Add(random.NextDouble() < rate);
            }

            return alarm.IsRaised(0.05);
        });
        raised.ShouldBeLessThanOrEqualTo(100 + 30);
    }

    [Fact]
    public void AChangeAfterALongGoodTimeIsFoundSoon()
    {
        var (alarm, test) = (new RateAlarm(0.5), RateTest.ThatAtMost(0.5));
        for (var i = 0; i < 20_000; i++)
        {
            alarm.Add(i % 20 == 0);
            test.Add(i % 20 == 0);
        }

        for (var i = 0; i < 50; i++)
        {
            alarm.Add(true);
            test.Add(true);
        }

        alarm.IsRaised(0.01).ShouldBeTrue();
        test.IsRejected(0.01).ShouldBeFalse();
    }

    [Fact]
    public void AnAlarmStaysRaised()
    {
        var alarm = new RateAlarm(0.5);
        alarm.Add(50, 50);
        alarm.Add(0, 100_000);
        alarm.IsRaised(0.01).ShouldBeTrue();
    }
}
