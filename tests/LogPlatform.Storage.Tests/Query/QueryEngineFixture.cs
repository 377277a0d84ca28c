using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Query;
using LogPlatform.Storage.Tests.Blocks;

namespace LogPlatform.Storage.Tests.Query;

/// <summary>Random blocks in a catalog, and what a search of them must find, by the plain way.</summary>
internal sealed class QueryEngineFixture : IDisposable
{
    private readonly Random _random;
    private readonly RandomBatches _batches;
    private readonly Dictionary<long, RecordBatch> _decoded = [];
    private readonly List<(long Time, long Block, int Row, string Text)> _records = [];

    public QueryEngineFixture(int seed, QueryOptions? options = null)
    {
        _random = new Random(seed);
        _batches = new RandomBatches(seed);
        Engine = new QueryEngine(Catalog, options);
    }

    public MemoryCatalog Catalog { get; } = new();

    public QueryEngine Engine { get; }

    public RecordBatch Last { get; private set; } = new();

    /// <summary>Commits blocks whose times overlap, with many equal times.</summary>
    public void Commit(int blocks, int rows = 60)
    {
        for (var i = 0; i < blocks; i++)
        {
            Commit(_batches.Next(1 + _random.Next(rows), wild: false));
        }
    }

    public void Commit(RecordBatch batch)
    {
        var start = _random.Next(100);
        for (var i = 0; i < batch.Records.Count; i++)
        {
            batch.Records[i].TimeUnixNano = 1 + start + _random.Next(30);
        }

        Last = batch;
        var block = Catalog.Commit(batch).ShouldHaveSingleItem();
        for (var row = 0; row < batch.Records.Count; row++)
        {
            _records.Add((batch.TimeOf(batch.Records[row]), block.Id, row, RecordText.Of(batch, row)));
        }
    }

    /// <summary>What a search must find, in order, by the record-wise evaluator.</summary>
    public List<string> Expect(Filter filter, long from, long to, SearchOrder order)
    {
        var held = Held(filter);
        var found = _records
            .Where(record => record.Time >= from && record.Time < to && held.Contains((record.Block, record.Row)))
            .OrderBy(static record => (record.Time, record.Block, record.Row))
            .Select(static record => record.Text)
            .ToList();
        if (order == SearchOrder.NewestFirst)
        {
            found.Reverse();
        }

        return found;
    }

    public async Task<(List<string> Found, SearchCursor? Next, QueryStats Stats)> Search(SearchQuery query)
    {
        var found = new List<string>();
        SearchPage? last = null;
        await foreach (var page in Engine.SearchAsync(query, TestContext.Current.CancellationToken))
        {
            found.AddRange(page.Hits.Select(hit => RecordText.Of(page.Records, hit.Record)));
            last = page;
        }

        return (found, last!.Next, last.Stats);
    }

    public void Dispose() => Engine.Dispose();

    private HashSet<(long Block, int Row)> Held(Filter filter)
    {
        var held = new HashSet<(long, int)>();
        var records = RecordFilter.Compile(filter);
        foreach (var (block, bytes) in Catalog.All)
        {
            if (!_decoded.TryGetValue(block.Id, out var batch))
            {
                _decoded[block.Id] = batch = BlockRoundTripTests.Decode([bytes]);
            }

            records.Bind(batch, block.Pointer);
            held.UnionWith(Enumerable.Range(0, block.Rows).Where(records.Matches).Select(row => (block.Id, row)));
        }

        return held;
    }
}
