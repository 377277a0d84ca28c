using LogPlatform.Core.Batches;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Mirror;

public sealed class ReplayFeedTests
{
    private readonly ManualTime _time = new();
    private readonly RecordedJournal _journal = new();

    [Fact]
    public void TheLatestMinuteComesFirstAndBatchesOfAMomentMakeOneUnit()
    {
        Add(-90, -89.95, -30, -29.95, -29.85, -10);
        Ids(Feed().Once()).ShouldBe([[3, 4], [5], [6], [1, 2]]);
    }

    [Fact]
    public void ABoundOfRecordsCutsAUnit()
    {
        Add(-10, -10, -10);
        Ids(Feed(new DispatchOptions { UnitRecords = 8 }).Once()).ShouldBe([[1, 2], [3]]);
    }

    [Fact]
    public void WhatIsOlderThanTheWindowOrYetToComeIsNotReplayed()
    {
        Add(-3601, -3599, 1);
        Ids(Feed().Once()).ShouldBe([[2]]);
    }

    [Fact]
    public void EndlessLoadEndsWhenNothingIsRecorded() => Feed().Endlessly().ShouldBeEmpty();

    [Fact]
    public void EndlessLoadRepeatsWhatIsRecorded()
    {
        Add(-10);
        Feed().Endlessly().Take(5).Count().ShouldBe(5);
    }

    private static List<long[]> Ids(IEnumerable<IReadOnlyList<JournalEntry>> units) => [.. units.Select(unit => unit.Select(entry => entry.Id.Value).ToArray())];

    private ReplayFeed Feed(DispatchOptions? options = null) => new(_journal, options ?? new DispatchOptions(), TimeSpan.FromHours(1), _time);

    private void Add(params double[] seconds) => Array.ForEach(seconds, at => _journal.Add(_time.GetUtcNow().AddSeconds(at)));
}
