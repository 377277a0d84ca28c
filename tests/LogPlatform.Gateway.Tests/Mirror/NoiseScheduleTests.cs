using LogPlatform.Gateway.Mirror;

namespace LogPlatform.Gateway.Tests.Mirror;

public sealed class NoiseScheduleTests
{
    [Fact]
    public void TheFirstTwoUnitsAndOneInSixteenAreRepeated()
    {
        var schedule = new NoiseSchedule(isWanted: true);
        Enumerable.Range(0, 33).Where(_ => schedule.IsDue(isDifferent: false)).ShouldBe([0, 1, 16, 32]);
    }

    [Fact]
    public void TheFirstTwoThatDifferAreRepeatedToo()
    {
        var schedule = new NoiseSchedule(isWanted: true);
        Enumerable.Range(0, 12).Where(unit => schedule.IsDue(isDifferent: unit >= 8)).ShouldBe([0, 1, 8, 9]);
    }

    [Fact]
    public void NothingIsRepeatedWhenNobodyAsksForTheDifferences() => new NoiseSchedule(isWanted: false).IsDue(isDifferent: true).ShouldBeFalse();
}
