using System.Runtime.CompilerServices;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Query.Scanning;

namespace LogPlatform.Storage.Query;

/// <summary>Answers queries from the blocks of a store. Thread-safe; all queries share its bounds.</summary>
public sealed class QueryEngine : IDisposable
{
    private readonly IBlockCatalog _catalog;
    private readonly QueryOptions _options;
    private readonly BlockSource _source;
    private readonly SemaphoreSlim _gate;

    /// <summary>An engine over a store.</summary>
    public QueryEngine(IBlockCatalog catalog, QueryOptions? options = null)
    {
        _catalog = catalog;
        _options = options ?? new QueryOptions();
        _source = new BlockSource(catalog);
        _gate = new SemaphoreSlim(_options.Parallelism);
    }

    /// <summary>
    /// Finds records, page by page. Pages are made as they are asked for; there is always at least one. What is committed after the first page of a search is not
    /// found by it, nor by searches that continue it. When a rewind puts other records in the place of some in between, a search that continues finds the new ones;
    /// those of exactly the time where it stopped may come twice or not at all.
    /// </summary>
    /// <exception cref="ArgumentException">The cursor is of a search in the other order.</exception>
    public async IAsyncEnumerable<SearchPage> SearchAsync(SearchQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query.After is { } cursor && cursor.Order != query.Order)
        {
            throw new ArgumentException("The cursor is of a search in the other order.", nameof(query));
        }

        // What the snapshot holds, not what the catalog says beside it: a rewind may put other blocks in between the two.
        var blocks = _catalog.Blocks(query.FromUnixNano, query.ToUnixNano);
        var lastBlockId = query.After?.LastBlockId ?? (blocks.Count == 0 ? 0 : blocks.Max(static block => block.Id));
        await using var merge = new SearchMerge(query, Candidates(query, blocks, lastBlockId), _source, _gate, _options.Parallelism, cancellationToken);
        await foreach (var page in new SearchRun(query, merge, lastBlockId, _options.PageSize).PagesAsync(cancellationToken))
        {
            yield return page;
        }
    }

    /// <summary>Counts records over time.</summary>
    /// <exception cref="ArgumentException">The range is empty, or a number is out of its bounds.</exception>
    public async Task<HistogramResult> HistogramAsync(HistogramQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(query.ToUnixNano, query.FromUnixNano, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Buckets, Math.Clamp(query.Buckets, 1, HistogramQuery.MostBuckets), nameof(query));
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Top, Math.Clamp(query.Top, 1, HistogramQuery.MostSeries), nameof(query));

        // Rounded up, so that the buckets cover the range; the last may reach beyond it.
        var range = (ulong)query.ToUnixNano - (ulong)query.FromUnixNano;
        var width = (long)Math.Min(long.MaxValue, ((range - 1) / (ulong)query.Buckets) + 1);
        var filter = new QueryFilter(query.Filter, query.FromUnixNano, query.ToUnixNano);
        var tallies = await BlockTally.RunAsync(
            _catalog.Blocks(query.FromUnixNano, query.ToUnixNano), _source, _gate, _options.Parallelism, () => new HistogramTally(query, filter, width), cancellationToken);
        foreach (var tally in tallies.AsSpan(1))
        {
            tallies[0].Add(tally);
        }

        return new HistogramResult(query.FromUnixNano, width, Series(query, tallies[0]), tallies[0].Query.Stats);
    }

    /// <summary>Counts the values of fields.</summary>
    /// <exception cref="ArgumentException">A number is out of its bounds.</exception>
    public async Task<FacetResult> FacetsAsync(FacetQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Top, Math.Clamp(query.Top, 1, FacetQuery.MostValues), nameof(query));
        var filter = new QueryFilter(query.Filter, query.FromUnixNano, query.ToUnixNano);
        var tallies = await BlockTally.RunAsync(
            _catalog.Blocks(query.FromUnixNano, query.ToUnixNano), _source, _gate, _options.Parallelism, () => new FacetTally(query, filter, _options.MostDistinctValues), cancellationToken);
        foreach (var tally in tallies.AsSpan(1))
        {
            tallies[0].Add(tally);
        }

        return new FacetResult(tallies[0].Facets(), tallies[0].Query.Stats);
    }

    /// <summary>Follows what is committed from now on, until it is cancelled.</summary>
    public IAsyncEnumerable<TailPage> TailAsync(Filter filter, CancellationToken cancellationToken) =>
        new TailRun(filter, _catalog, _source, _gate, _options).PagesAsync(_catalog.LastId, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private static List<StoredBlock> Candidates(SearchQuery query, IReadOnlyList<StoredBlock> blocks, long lastBlockId)
    {
        var seen = blocks.Where(block => block.Since <= lastBlockId && (query.After is not { } cursor || MayFollow(block, cursor)));
        return query.Order == SearchOrder.OldestFirst ? [.. seen.OrderBy(static block => block.MinUnixNano)] : [.. seen];
    }

    private static bool MayFollow(StoredBlock block, SearchCursor cursor) =>
        cursor.Order == SearchOrder.NewestFirst ? block.MinUnixNano <= cursor.UnixNano : block.MaxUnixNano >= cursor.UnixNano;

    private static List<HistogramSeries> Series(HistogramQuery query, HistogramTally tally)
    {
        var series = new List<HistogramSeries>();
        var rest = (long[])tally.Rest.Clone();
        var values = tally.Values.OrderByDescending(static value => value.Value.Sum()).ThenBy(static value => value.Key, StringComparer.Ordinal);
        foreach (var (value, counts) in values)
        {
            if (series.Count < query.Top)
            {
                series.Add(new HistogramSeries(value, counts));
            }
            else
            {
                HistogramTally.Sum(rest, counts);
            }
        }

        if (series.Count == 0 || rest.AsSpan().ContainsAnyExcept(0L))
        {
            series.Add(new HistogramSeries(null, rest));
        }

        return series;
    }
}
