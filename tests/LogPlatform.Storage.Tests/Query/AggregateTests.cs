using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Filters.Parsing;
using LogPlatform.Core.Filters.Values;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Query;
using LogPlatform.Storage.Tests.Blocks;

namespace LogPlatform.Storage.Tests.Query;

public sealed class AggregateTests
{
    private static readonly FieldRef[] Fields =
    [
        new(Field.Severity), new(Field.Attribute, "http.status"), new(Field.Attribute, "host"), new(Field.Attribute, "nested.map.host"), new(Field.Scope),
        new(Field.Event), new(Field.Body), new(Field.ResourceAttribute, "user"), new(Field.TraceId), new(Field.SpanId), new(Field.Batch), new(Field.Generation),
        new(Field.Release), new(Field.SeverityText), new(Field.Service), new(Field.Body, "host"),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task AHistogramCountsWhatASearchFinds(int seed)
    {
        using var store = new QueryEngineFixture(seed);
        store.Commit(6, rows: 40);
        var filter = seed % 2 == 0 ? new RandomFilters(seed, store.Last).Next() : new AllFilter();

        var result = await store.Engine.HistogramAsync(
            new HistogramQuery { Filter = filter, FromUnixNano = 10, ToUnixNano = 105, Buckets = 10 }, TestContext.Current.CancellationToken);

        result.BucketNanos.ShouldBe(10);
        result.Series.ShouldHaveSingleItem().Value.ShouldBeNull();
        for (var bucket = 0; bucket < 10; bucket++)
        {
            var from = 10 + (bucket * 10);
            result.Series[0].Counts[bucket].ShouldBe(store.Expect(filter, from, Math.Min(105, from + 10), SearchOrder.OldestFirst).Count);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task GroupedCountsAddUpToThePlainOnes(int seed)
    {
        using var store = new QueryEngineFixture(seed);
        store.Commit(8, rows: 100);
        var query = new HistogramQuery { FromUnixNano = 0, ToUnixNano = 200, Buckets = 7 };
        var plain = await store.Engine.HistogramAsync(query, TestContext.Current.CancellationToken);
        foreach (var field in Fields)
        {
            var grouped = await store.Engine.HistogramAsync(query with { GroupBy = field, Top = 3 }, TestContext.Current.CancellationToken);

            grouped.Series.Count.ShouldBeLessThanOrEqualTo(4);
            for (var bucket = 0; bucket < 7; bucket++)
            {
                grouped.Series.Sum(series => series.Counts[bucket]).ShouldBe(plain.Series[0].Counts[bucket]);
            }
        }
    }

    [Fact]
    public async Task SeveritiesAreCountedByName()
    {
        using var store = new QueryEngineFixture(4);
        store.Commit(4, rows: 200);
        foreach (var buckets in new[] { 1, 9 })
        {
            var result = await store.Engine.HistogramAsync(
                new HistogramQuery { FromUnixNano = 0, ToUnixNano = 1000, Buckets = buckets, GroupBy = new FieldRef(Field.Severity), Top = 24 },
                TestContext.Current.CancellationToken);

            foreach (var series in result.Series.Where(static series => series.Value is not null))
            {
                SeverityLiteral.TryParse(series.Value, out var severity).ShouldBeTrue();
                var one = new SeverityValue(severity!.Lowest, severity.Lowest);
                var expected = store.Expect(new CompareFilter(new FieldRef(Field.Severity), CompareOp.Equal, one), 0, 1000, SearchOrder.OldestFirst);
                series.Counts.Sum().ShouldBe(expected.Count);
            }
        }
    }

    [Fact]
    public async Task BlocksInsideOneBucketAreNotRead()
    {
        using var store = new QueryEngineFixture(5);
        store.Commit(9);

        var result = await store.Engine.HistogramAsync(
            new HistogramQuery { FromUnixNano = 0, ToUnixNano = 1_000_000, Buckets = 2 }, TestContext.Current.CancellationToken);

        (store.Catalog.WholeReads, store.Catalog.PrefixReads, result.Stats.BlocksSkipped).ShouldBe((0, 0, 9));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task FacetsCountTheValuesOfTheRecordsThatMatch(int seed)
    {
        using var store = new QueryEngineFixture(seed);
        store.Commit(5, rows: 80);
        var filter = new RandomFilters(seed, store.Last).Next();

        var result = await store.Engine.FacetsAsync(new FacetQuery { Filter = filter, Fields = Fields, Top = 1000 }, TestContext.Current.CancellationToken);

        for (var i = 0; i < Fields.Length; i++)
        {
            var (values, others, missing) = Count(store, filter, Fields[i]);
            var facet = result.Facets[i];
            facet.Values.ToDictionary(static value => value.Text, static value => value.Count).ShouldBe(values, ignoreOrder: true, $"{Fields[i]}");
            (facet.Others, facet.Missing, facet.IsExact).ShouldBe((others, missing, true), $"{Fields[i]}");
            facet.Values.Select(static value => value.Count).ShouldBe(facet.Values.Select(static value => value.Count).OrderDescending());
        }
    }

    [Fact]
    public async Task TooManyValuesAreCountedTogetherAndSaid()
    {
        using var store = new QueryEngineFixture(6, new QueryOptions { MostDistinctValues = 3, Parallelism = 1 });
        store.Commit(3, rows: 200);

        var result = await store.Engine.FacetsAsync(new FacetQuery { Fields = [new FieldRef(Field.SpanId)] }, TestContext.Current.CancellationToken);

        var facet = result.Facets.ShouldHaveSingleItem();
        facet.IsExact.ShouldBeFalse();
        facet.Values.Count.ShouldBe(3);
        (facet.Values.Sum(static value => value.Count) + facet.Others + facet.Missing).ShouldBe(result.Stats.RowsMatched);
    }

    [Fact]
    public async Task NumbersOutOfTheirBoundsAreRefused()
    {
        using var store = new QueryEngineFixture(7);
        var token = TestContext.Current.CancellationToken;
        var query = new HistogramQuery { FromUnixNano = 0, ToUnixNano = 10 };

        await Should.ThrowAsync<ArgumentException>(() => store.Engine.HistogramAsync(query with { ToUnixNano = 0 }, token));
        await Should.ThrowAsync<ArgumentException>(() => store.Engine.HistogramAsync(query with { Buckets = 0 }, token));
        await Should.ThrowAsync<ArgumentException>(() => store.Engine.HistogramAsync(query with { Buckets = 2001 }, token));
        await Should.ThrowAsync<ArgumentException>(() => store.Engine.HistogramAsync(query with { Top = 101 }, token));
        await Should.ThrowAsync<ArgumentException>(() => store.Engine.FacetsAsync(new FacetQuery { Fields = [], Top = 0 }, token));
    }

    [Fact]
    public async Task ARangeOfAllTimeHasBuckets()
    {
        using var store = new QueryEngineFixture(8);
        store.Commit(2);

        var result = await store.Engine.HistogramAsync(
            new HistogramQuery { FromUnixNano = long.MinValue, ToUnixNano = long.MaxValue, Buckets = 3 }, TestContext.Current.CancellationToken);

        result.Series[0].Counts[1].ShouldBe(store.Catalog.All.Sum(static block => block.Block.Rows));
    }

    private static (Dictionary<string, long> Values, long Others, long Missing) Count(QueryEngineFixture store, Filter filter, FieldRef field)
    {
        var values = new Dictionary<string, long>();
        var (others, missing) = (0L, 0L);
        foreach (var (block, bytes) in store.Catalog.All)
        {
            var batch = BlockRoundTripTests.Decode([bytes]);
            var records = RecordFilter.Compile(filter);
            records.Bind(batch, block.Pointer);
            var reader = new FieldReader(field);
            reader.Bind(batch, block.Pointer);
            for (var i = 0; i < batch.Records.Count; i++)
            {
                if (!records.Matches(i))
                {
                    continue;
                }

                var record = batch.Records[i];
                var text = field.Field switch
                {
                    Field.TraceId => record.TraceId != 0 ? $"{record.TraceId:x32}" : null,
                    Field.SpanId => record.SpanId != 0 ? $"{record.SpanId:x16}" : null,
                    Field.Release => block.Pointer.Release.Name,
                    _ when !reader.TryRead(record, out var value) => null,
                    Field.Severity => SeverityName.Of(record.Severity),
                    _ when reader.TryRead(record, out var value) => value.Kind switch
                    {
                        ValueKind.String => batch.String(value.Text),
                        ValueKind.Int => $"{value.Int}",
                        ValueKind.Double => value.Double.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        ValueKind.Bool => value.Bool ? "true" : "false",
                        _ => "\0",
                    },
                    _ => null,
                };
                missing += text is null ? 1 : 0;
                others += text == "\0" ? 1 : 0;
                if (text is not null and not "\0")
                {
                    values[text] = values.GetValueOrDefault(text) + 1;
                }
            }
        }

        return (values, others, missing);
    }
}
