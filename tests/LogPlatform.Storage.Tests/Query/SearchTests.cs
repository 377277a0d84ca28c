using LogPlatform.Core.Filters;
using LogPlatform.Storage.Query;
using LogPlatform.Storage.Tests.Blocks;

namespace LogPlatform.Storage.Tests.Query;

public sealed class SearchTests
{
    public static TheoryData<int, SearchOrder> Cases =>
        [.. Enumerable.Range(0, 12).SelectMany(static seed => new[] { (seed, SearchOrder.NewestFirst), (seed, SearchOrder.OldestFirst) })];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task OverlappingBlocksAreMergedInTheOrderOfTime(int seed, SearchOrder order)
    {
        using var store = new QueryEngineFixture(seed, new QueryOptions { PageSize = 7 });
        store.Commit(20);

        var (found, next, stats) = await store.Search(new SearchQuery { Order = order });

        RecordText.ShouldEqual(found, store.Expect(new AllFilter(), long.MinValue, long.MaxValue, order));
        next.ShouldBeNull();
        stats.RowsMatched.ShouldBe(found.Count);
        stats.BlocksScanned.ShouldBe(20);
        store.Catalog.Lent.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task FilterAndTimeRangeChooseTheHits(int seed, SearchOrder order)
    {
        using var store = new QueryEngineFixture(seed, new QueryOptions { PageSize = 16 });
        store.Commit(6, rows: 30);
        var filters = new RandomFilters(seed, store.Last);
        for (var i = 0; i < 4; i++)
        {
            var query = new SearchQuery { Filter = filters.Next(), FromUnixNano = 20, ToUnixNano = 90, Order = order };

            var (found, _, _) = await store.Search(query);

            RecordText.ShouldEqual(found, store.Expect(query.Filter, 20, 90, order), $"{query.Filter}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task PagesContinueExactlyWhileBlocksAreCommitted(int seed, SearchOrder order)
    {
        using var store = new QueryEngineFixture(seed);
        store.Commit(10);
        var expected = store.Expect(new AllFilter(), 10, 110, order);
        var query = new SearchQuery { Order = order, Limit = 13, FromUnixNano = 10, ToUnixNano = 110 };
        var found = new List<string>();
        SearchCursor? next;
        do
        {
            (var page, next, _) = await store.Search(query);
            found.AddRange(page);
            store.Commit(1);

            SearchCursor.TryParse(next?.ToString(), out var cursor).ShouldBe(next is not null);
            query = query with { After = cursor };
        }
        while (next is not null);

        RecordText.ShouldEqual(found, expected);
    }

    [Theory]
    [InlineData(SearchOrder.NewestFirst)]
    [InlineData(SearchOrder.OldestFirst)]
    public async Task PagesContinueOverARewind(SearchOrder order)
    {
        using var store = new QueryEngineFixture(4);
        var batch = new RandomBatches(4).Next(40, wild: false);
        for (var i = 0; i < batch.Records.Count; i++)
        {
            batch.Records[i].TimeUnixNano = 1 + i;
        }

        store.Catalog.Commit(batch);
        var query = new SearchQuery { Order = order, Limit = 13 };
        var (first, cursor, _) = await store.Search(query);
        store.Catalog.Supersede();
        store.Commit(1);
        var (rest, _, _) = await store.Search(query with { Limit = null, After = cursor });

        // A record of exactly the time where the first page stopped may come again.
        RecordText.ShouldEqual([.. first, .. rest.Except(first)], order == SearchOrder.NewestFirst ? [.. RecordText.All(batch).AsEnumerable().Reverse()] : RecordText.All(batch));
    }

    [Fact]
    public async Task ABlockWithMoreHitsThanAreHeldIsReadOn()
    {
        using var store = new QueryEngineFixture(1);
        store.Commit(new RandomBatches(1).Next(5000, wild: false));

        var (found, _, stats) = await store.Search(new SearchQuery());

        RecordText.ShouldEqual(found, store.Expect(new AllFilter(), long.MinValue, long.MaxValue, SearchOrder.NewestFirst));
        stats.RowsMatched.ShouldBe(5000);
    }

    [Fact]
    public async Task AnEmptyStoreGivesOneEmptyPage()
    {
        using var store = new QueryEngineFixture(1);
        var pages = 0;
        await foreach (var page in store.Engine.SearchAsync(new SearchQuery(), TestContext.Current.CancellationToken))
        {
            page.Hits.ShouldBeEmpty();
            page.Next.ShouldBeNull();
            pages++;
        }

        pages.ShouldBe(1);
    }

    [Fact]
    public async Task ALimitedSearchReadsNoBlockItDoesNotNeed()
    {
        using var store = new QueryEngineFixture(1);
        store.Commit(30, rows: 5);

        await store.Search(new SearchQuery { Limit = 1, Order = SearchOrder.OldestFirst });

        store.Catalog.WholeReads.ShouldBeLessThan(30);
    }

    [Fact]
    public async Task BlocksTakenByRetentionAreLeftOutAndCounted()
    {
        using var store = new QueryEngineFixture(1, new QueryOptions { PageSize = 5 });
        store.Commit(5);
        var pages = store.Engine.SearchAsync(new SearchQuery(), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await pages.MoveNextAsync()).ShouldBeTrue();
        store.Catalog.Retain(static _ => false);
        var last = pages.Current;
        while (await pages.MoveNextAsync())
        {
            last = pages.Current;
        }

        await pages.DisposeAsync();

        last.Next.ShouldBeNull();
        store.Catalog.Lent.ShouldBe(0);
    }

    [Fact]
    public async Task ADamagedBlockIsLeftOutAndCounted()
    {
        using var store = new QueryEngineFixture(2);
        store.Commit(3);
        store.Catalog.Damage(2);

        var (found, _, stats) = await store.Search(new SearchQuery());

        stats.BlocksLost.ShouldBe(1);
        found.Count.ShouldBe(store.Catalog.All.Where(static block => block.Block.Id != 2).Sum(static block => block.Block.Rows));
    }

    [Fact]
    public async Task ASearchThatIsNotFinishedGivesItsMemoryBack()
    {
        using var store = new QueryEngineFixture(3, new QueryOptions { PageSize = 2 });
        store.Commit(20);
        await foreach (var page in store.Engine.SearchAsync(new SearchQuery(), TestContext.Current.CancellationToken))
        {
            page.Next.ShouldNotBeNull();
            break;
        }

        store.Catalog.Lent.ShouldBe(0);
    }

    [Fact]
    public async Task ACancelledSearchStops()
    {
        using var store = new QueryEngineFixture(3, new QueryOptions { PageSize = 2 });
        store.Commit(20);
        using var stop = new CancellationTokenSource();
        var pages = store.Engine.SearchAsync(new SearchQuery(), stop.Token).GetAsyncEnumerator(stop.Token);
        (await pages.MoveNextAsync()).ShouldBeTrue();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await pages.MoveNextAsync());
        await pages.DisposeAsync();
        store.Catalog.Lent.ShouldBe(0);
    }

    [Fact]
    public async Task ACursorOfTheOtherOrderIsRefused()
    {
        using var store = new QueryEngineFixture(3);
        var query = new SearchQuery { After = new SearchCursor(SearchOrder.OldestFirst, 1, 1, 1, 1) };

        await Should.ThrowAsync<ArgumentException>(() => store.Search(query));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public void WhatIsNoCursorIsNotRead(string? text) => SearchCursor.TryParse(text, out _).ShouldBeFalse();
}
