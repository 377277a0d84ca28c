using LogPlatform.Gateway.Mirror;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Mirror;

public sealed class WarmUpTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void ItNeedsBothUnitsAndTime()
    {
        var warmUp = new WarmUp(2, TimeSpan.FromSeconds(2), _time);
        warmUp.OnProcessed();
        _time.Advance(TimeSpan.FromSeconds(3));
        warmUp.IsOver.ShouldBeFalse();
        warmUp.OnProcessed();
        warmUp.IsOver.ShouldBeTrue();
    }

    [Fact]
    public void TimeCountsFromTheFirstUnit()
    {
        var warmUp = new WarmUp(1, TimeSpan.FromSeconds(2), _time);
        _time.Advance(TimeSpan.FromHours(1));
        warmUp.OnProcessed();
        warmUp.IsOver.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));
        warmUp.IsOver.ShouldBeTrue();
    }

    [Fact]
    public void WhatSomebodyElseHasSeenIsEnough()
    {
        var warmUp = new WarmUp(5, TimeSpan.FromSeconds(2), _time);
        warmUp.Conclude();
        warmUp.IsOver.ShouldBeTrue();
    }

    [Fact]
    public void NoneIsOverAtOnce() => new WarmUp(0, TimeSpan.Zero, _time).IsOver.ShouldBeTrue();
}
