using LogPlatform.Core.Filters;
using LogPlatform.Core.Time;
using LogPlatform.Gateway.Query;
using LogPlatform.Storage.Query;

namespace LogPlatform.ControlPage.Explore;

/// <summary>Asks what the Explore page shows, within the bounds that the API's queries have.</summary>
internal sealed class Searches(QueryEngine engine, QuerySlots slots, TimeProvider time)
{
    private const int Buckets = 120;
    private const int TopValues = 8;
    private static readonly TimeSpan DefaultRange = TimeSpan.FromHours(1);

    /// <summary>Searches.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="from">Start, as in the API; empty is an hour ago.</param>
    /// <param name="to">End, as in the API; empty is now.</param>
    /// <param name="fields">Fields whose values are counted.</param>
    /// <param name="most">Most records to return.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<SearchFindings> SearchAsync(string filter, string from, string to, IReadOnlyList<FieldRef> fields, int most, CancellationToken cancellationToken)
    {
        var (question, mistake) = Question.Read(filter, from, to, UnixNano.FromDate(time.GetUtcNow()), DefaultRange);
        if (question is null)
        {
            return SearchFindings.Wrong(mistake!.Parameter == "q" ? mistake.Expected : $"{mistake.Parameter}: {mistake.Expected}", mistake.Parameter == "q" ? mistake.Position : null);
        }

        using var slot = slots.TryQuery();
        if (slot is null)
        {
            return SearchFindings.Wrong("Too many queries are running; try again shortly.");
        }

        var started = time.GetTimestamp();
        var histogram = await engine.HistogramAsync(
            new HistogramQuery
            {
                Filter = question.Filter,
                FromUnixNano = question.FromUnixNano,
                ToUnixNano = question.ToUnixNano,
                Buckets = Buckets,
                GroupBy = new FieldRef(Field.Severity),
                Top = HistogramQuery.MostSeries,
            },
            cancellationToken);
        var facets = await engine.FacetsAsync(
            new FacetQuery { Filter = question.Filter, FromUnixNano = question.FromUnixNano, ToUnixNano = question.ToUnixNano, Fields = fields, Top = TopValues },
            cancellationToken);
        var (records, hasMore) = await ReadAsync(question, most, cancellationToken);
        return new SearchFindings(
            null, null, records, hasMore, HistogramShape.Of(histogram, question.ToUnixNano), facets.Facets, time.GetElapsedTime(started));
    }

    /// <summary>Follows what is stored from now on; null when too many do.</summary>
    public Tail? TryTail(Filter filter) => slots.TryTail() is { } slot ? new Tail(engine, filter, slot) : null;

    /// <summary>Reads a filter.</summary>
    public (Filter? Filter, FilterError? Error) Parse(string filter) => FilterParser.Parse(filter, UnixNano.FromDate(time.GetUtcNow()));

    private async Task<(IReadOnlyList<RecordView> Records, bool HasMore)> ReadAsync(Question question, int most, CancellationToken cancellationToken)
    {
        var records = new List<RecordView>();
        var hasMore = false;
        var query = new SearchQuery { Filter = question.Filter, FromUnixNano = question.FromUnixNano, ToUnixNano = question.ToUnixNano, Order = SearchOrder.NewestFirst, Limit = most };
        await foreach (var page in engine.SearchAsync(query, cancellationToken))
        {
            records.AddRange(page.Hits.Select(hit => RecordView.Of(page.Records, hit)));
            hasMore = page.Next is not null;
        }

        return (records, hasMore);
    }
}
