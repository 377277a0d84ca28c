using LogPlatform.Core.Filters;
using LogPlatform.Core.Ports;

namespace LogPlatform.Storage.Query;

/// <summary>Answers queries from the blocks of a store. Thread-safe; all queries share its bounds.</summary>
public sealed class QueryEngine(IBlockCatalog catalog, QueryOptions? options = null)
{
    /// <summary>Finds records, page by page. Pages are made as they are asked for; there is always at least one.</summary>
    public IAsyncEnumerable<SearchPage> SearchAsync(SearchQuery query, CancellationToken cancellationToken) => throw new NotImplementedException($"{catalog}{options}{query}{cancellationToken}");

    /// <summary>Counts records over time.</summary>
    /// <exception cref="ArgumentException">The range is empty, or a number is out of its bounds.</exception>
    public Task<HistogramResult> HistogramAsync(HistogramQuery query, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Counts the values of fields.</summary>
    /// <exception cref="ArgumentException">A number is out of its bounds.</exception>
    public Task<FacetResult> FacetsAsync(FacetQuery query, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Follows what is committed from now on, until it is cancelled.</summary>
    public IAsyncEnumerable<TailPage> TailAsync(Filter filter, CancellationToken cancellationToken) => throw new NotImplementedException();
}
