using LogPlatform.Cluster.Validation;
using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Gateway.Validation;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>Sums over gateways never fall, and the own part is not counted twice.</summary>
public sealed class StageSharesTests
{
    private readonly ManualTime _time = new();
    private readonly StageShares _shares;

    public StageSharesTests() => _shares = new StageShares("one", _time);

    [Fact]
    public void OthersAreSummedUpAndTheOwnShareIsNot()
    {
        var sums = _shares.Take([Share("one", 100, 1000), Share("two", 10, 50), Share("three", 5, 20)]);
        sums.Mirror.ShouldBe(new MirrorStatus(15, 0, 150, 2, 4, TimeSpan.FromSeconds(10), 12));
        sums.Load.ShouldNotBeNull().LiveRecords.ShouldBe(70);
        sums.Load.Lag.ShouldBe(TimeSpan.FromSeconds(2));
        sums.MissingFor(1.5).ShouldBe((1.5 * 70) - 70);
    }

    [Fact]
    public void TotalsOfAGatewayThatIsGoneStayAndNothingWaitsThere()
    {
        _shares.Take([Share("two", 10, 50)]);
        var sums = _shares.Take([Share("two again", 3, 5)]);
        (sums.Mirror.LiveUnits, sums.Mirror.Waiting, sums.Mirror.Backlog).ShouldBe((13, 2, 6));
        sums.Load.ShouldNotBeNull().LiveRecords.ShouldBe(55);
        _shares.Take([]).Load.ShouldNotBeNull().Lag.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void LiveTrafficIsSeenWhenItGrows()
    {
        _shares.Take([Share("two", 0, 0, leftOut: 0)]).LiveSeenAt.ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(1));
        var seenAt = _shares.Take([Share("two", 1, 5)]).LiveSeenAt;
        seenAt.ShouldBe(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(1));
        _shares.Take([Share("two", 1, 5)]).LiveSeenAt.ShouldBe(seenAt);
    }

    [Fact]
    public void BeforeAnyLoadIsMeasuredThereIsNone()
    {
        var sums = _shares.Take([Share("two", 1, 5) with { Load = [], IsWarm = true }]);
        sums.Load.ShouldBeNull();
        sums.IsWarm.ShouldBeTrue();
        sums.MissingFor(2).ShouldBe(0);
    }

    private static StageShare Share(string source, long units, long records, long leftOut = 1) => new(
        1,
        source,
        EvidenceMessages.Json(new MirrorStatus(units, 0, 10 * units, leftOut, 2, TimeSpan.FromSeconds(units), 6)),
        false,
        EvidenceMessages.Json(new MirrorLoad
        {
            Elapsed = TimeSpan.FromSeconds(1),
            LiveRecords = records,
            OfferedRecords = records,
            CompletedRecords = records,
            CompletedUnits = units,
            Busy = TimeSpan.FromSeconds(1),
            Lag = TimeSpan.FromSeconds(2),
            Nodes = 0,
        }));
}
