using LogPlatform.Core.Filters;
using LogPlatform.Storage.Query;
using LogPlatform.Storage.Tests.Blocks;

namespace LogPlatform.Storage.Tests.Query;

public sealed class TailTests
{
    [Fact]
    public async Task WhatIsCommittedLaterIsFollowed()
    {
        using var store = new QueryEngineFixture(1);
        store.Commit(3);
        await using var tail = store.Engine.TailAsync(new AllFilter(), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (var i = 0; i < 4; i++)
        {
            var next = tail.MoveNextAsync();
            store.Commit(1);

            (await next).ShouldBeTrue();

            tail.Current.Skipped.ShouldBe(0);
            tail.Current.Hits.Select(hit => RecordText.Of(tail.Current.Records, hit.Record)).ShouldBe(RecordText.All(store.Last));
            tail.Current.Hits.ShouldAllBe(hit => hit.Block.Id == store.Catalog.LastId);
        }
    }

    [Fact]
    public async Task WhatWasCommittedBetweenTheCallAndTheFirstReadIsFollowed()
    {
        using var store = new QueryEngineFixture(2);
        var pages = store.Engine.TailAsync(new AllFilter(), TestContext.Current.CancellationToken);
        store.Commit(1);
        await using var tail = pages.GetAsyncEnumerator(TestContext.Current.CancellationToken);

        (await tail.MoveNextAsync()).ShouldBeTrue();

        tail.Current.Hits.Count.ShouldBe(store.Last.Records.Count);
    }

    [Fact]
    public async Task ATailWhoseBlocksAreGoneWaitsForTheNext()
    {
        using var store = new QueryEngineFixture(5);
        await using var tail = store.Engine.TailAsync(new AllFilter(), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        store.Commit(2);
        store.Catalog.Retain(_ => false);

        // Comes back only when the tail waits.
        var next = tail.MoveNextAsync();
        next.IsCompleted.ShouldBeFalse();
        store.Commit(1);
        (await next).ShouldBeTrue();
        tail.Current.Hits.Count.ShouldBe(store.Last.Records.Count);
    }

    [Fact]
    public async Task ASlowReaderIsToldWhatItMissed()
    {
        using var store = new QueryEngineFixture(3, new QueryOptions { TailLag = 4, PageSize = 10 });
        await using var tail = store.Engine.TailAsync(new AllFilter(), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        store.Commit(50);
        var committed = store.Catalog.All.Sum(static block => block.Block.Rows);
        var (shown, skipped) = (0L, 0L);

        // The last record committed is always shown, so this ends.
        long lastShown;
        do
        {
            (await tail.MoveNextAsync()).ShouldBeTrue();
            tail.Current.Hits.Count.ShouldBeInRange(1, 10);
            shown += tail.Current.Hits.Count;
            skipped += tail.Current.Skipped;
            lastShown = tail.Current.Hits[^1].Block.Id;
        }
        while (lastShown < store.Catalog.LastId);

        shown.ShouldBeInRange(4, 40);
        (shown + skipped).ShouldBe(committed);
    }

    [Fact]
    public async Task OnlyMatchingRecordsAreShown()
    {
        using var store = new QueryEngineFixture(4);
        var filter = new ExistsFilter(new FieldRef(Field.Event));
        await using var tail = store.Engine.TailAsync(filter, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        store.Commit(1, rows: 200);
        store.Commit(1, rows: 200);

        (await tail.MoveNextAsync()).ShouldBeTrue();

        tail.Current.Hits.ShouldNotBeEmpty();
        tail.Current.Hits.Count(hit => tail.Current.Records.Records[hit.Record].EventName.IsEmpty).ShouldBe(0);
    }

    [Fact]
    public async Task ACancelledTailEnds()
    {
        using var store = new QueryEngineFixture(5);
        using var stop = new CancellationTokenSource();
        await using var tail = store.Engine.TailAsync(new AllFilter(), stop.Token).GetAsyncEnumerator(stop.Token);
        var next = tail.MoveNextAsync();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
    }
}
