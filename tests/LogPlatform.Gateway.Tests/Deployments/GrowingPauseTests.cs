using LogPlatform.Gateway.Deployments;

namespace LogPlatform.Gateway.Tests.Deployments;

public sealed class GrowingPauseTests
{
    [Fact]
    public void EachPauseIsTwiceTheLastUpToThirtySeconds()
    {
        var pause = new GrowingPause();
        Enumerable.Range(0, 11).Select(_ => pause.Next().TotalSeconds).ShouldBe([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30]);
    }
}
