using LogPlatform.Core.Time;

namespace LogPlatform.Core.Tests.Time;

public sealed class GrowingPauseTests
{
    private readonly GrowingPause _pause = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));

    [Fact]
    public void EachPauseIsTwiceTheLastUpToTheLongest() =>
        Enumerable.Range(0, 11).Select(_ => _pause.Next().TotalSeconds).ShouldBe([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30]);

    [Fact]
    public void AfterASuccessItBeginsAgain()
    {
        _ = (_pause.Next(), _pause.Next());
        _pause.Reset();
        _pause.Next().ShouldBe(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void ALongestThatIsShorterThanTheFirstHolds() => new GrowingPause(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)).Next().ShouldBe(TimeSpan.FromSeconds(1));
}
