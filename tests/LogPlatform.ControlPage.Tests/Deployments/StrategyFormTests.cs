using LogPlatform.ControlPage.Deployments;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.ControlPage.Tests.Deployments;

public sealed class StrategyFormTests
{
    [Fact]
    public void WhatTheFormShowsIsWhatItSets()
    {
        var strategy = new Strategy { Dwell = TimeSpan.FromSeconds(90), LatencyLimit = TimeSpan.FromMilliseconds(250), MinRecords = 12_345, MirrorShare = 0.25, Alpha = 0.0005, KeepWarm = TimeSpan.FromDays(2) };

        var again = StrategyField.All.Aggregate(new Strategy(), (state, field) => field.Set(state, field.Show(strategy))!);

        again.ShouldBe(strategy with { Checks = again.Checks });
    }

    [Fact]
    public void EveryNumberOfAStrategyIsInTheForm()
    {
        var settable = typeof(Strategy).GetProperties().Where(property => property.CanWrite && property.PropertyType != typeof(bool)).Select(property => property.Name);

        settable.Except([nameof(Strategy.Checks), nameof(Strategy.MemoryLimit)])
            .ShouldBe(StrategyField.All.Select(field => char.ToUpperInvariant(field.Name[0]) + field.Name[1..]), ignoreOrder: true);
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("1.5 min", 90)]
    [InlineData("250ms", 0.25)]
    [InlineData("2H", 7200)]
    [InlineData("1d", 86_400)]
    public void ALengthIsReadAsPeopleWriteIt(string text, double seconds)
    {
        Lengths.TryRead(text, out var length).ShouldBeTrue();
        length.TotalSeconds.ShouldBe(seconds, 1e-6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5s")]
    [InlineData("NaN")]
    [InlineData("1e300d")]
    public void WhatIsNoLengthIsRefused(string text) => Lengths.TryRead(text, out _).ShouldBeFalse();
}
