using LogPlatform.Core.Filters;
using LogPlatform.Core.Time;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Gateway.Security;
using LogPlatform.Storage.Query;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Query;

/// <summary>Search, histogram, facets, tail and export over HTTP.</summary>
internal sealed class QueryEndpoints(QueryEngine engine, QuerySlots slots, IOptions<QueryLimits> limits, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private readonly QueryLimits _limits = limits.Value;

    /// <summary>Maps the routes.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").RequireAuthorization(Policies.Viewer).WithTags("Query");
        Describe(group.MapGet("/search", (Delegate)SearchAsync), MediaType.Json, "Finds records, newest first.");
        Describe(group.MapGet("/histogram", (Delegate)HistogramAsync), MediaType.Json, "Counts records over time.");
        Describe(group.MapGet("/facets", (Delegate)FacetsAsync), MediaType.Json, "Counts the values of fields.");
        Describe(group.MapGet("/tail", (Delegate)TailAsync), "text/event-stream", "Follows records as they are stored.");
        Describe(group.MapGet("/export", (Delegate)ExportAsync), MediaType.Ndjson, "Streams all records found, oldest first, as lines that can be ingested again.");
    }

    private static void Describe(RouteHandlerBuilder route, string contentType, string summary) => route
        .WithSummary(summary)
        .Produces(StatusCodes.Status200OK, contentType: contentType)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private Task SearchAsync(HttpContext http, string? q, string? from, string? to, int? limit, string? cursor, string? order) => slots.QueryAsync(http, () =>
    {
        var (question, mistake) = Read(q, from, to);
        SearchToken? token = null;
        mistake ??= order is null or "newest" or "oldest" ? null : new QuestionMistake("order", "expected newest or oldest");
        mistake ??= limit is null || (limit >= 1 && limit <= _limits.MaxLimit) ? null : new QuestionMistake("limit", $"expected 1 to {_limits.MaxLimit}");
        var direction = order == "oldest" ? SearchOrder.OldestFirst : SearchOrder.NewestFirst;
        mistake ??= string.IsNullOrEmpty(cursor) || (SearchToken.TryParse(cursor, out token) && token!.Cursor.Order == direction)
            ? null
            : new QuestionMistake("cursor", "expected 'next' of an earlier page of the same search");
        if (mistake is not null)
        {
            return Answer(mistake.Problem);
        }

        question = token is null ? question! : question! with { FromUnixNano = token.FromUnixNano, ToUnixNano = token.ToUnixNano };
        var query = ToSearch(question, direction) with { Limit = limit ?? _limits.DefaultLimit, After = token?.Cursor };
        return Answer(new SearchAnswer(engine.SearchAsync(query, http.RequestAborted), question));
    });

    private Task HistogramAsync(HttpContext http, string? q, string? from, string? to, int? buckets, string? by, int? top) => slots.QueryAsync(http, async () =>
    {
        var (question, mistake) = Read(q, from, to);
        FieldRef? field = null;
        mistake ??= string.IsNullOrEmpty(by) || FieldRef.TryParse(by, out field) ? null : new QuestionMistake("by", "expected the name of a field");
        mistake ??= InRange("buckets", buckets, HistogramQuery.MostBuckets) ?? InRange("top", top, HistogramQuery.MostSeries);
        if (mistake is not null)
        {
            return mistake.Problem;
        }

        var query = new HistogramQuery
        {
            Filter = question!.Filter,
            FromUnixNano = question.FromUnixNano,
            ToUnixNano = question.ToUnixNano,
            Buckets = buckets ?? 60,
            GroupBy = field,
            Top = top ?? 10,
        };
        return new HistogramAnswer(await engine.HistogramAsync(query, http.RequestAborted), question);
    });

    private Task FacetsAsync(HttpContext http, string? q, string? from, string? to, string? fields, int? top) => slots.QueryAsync(http, async () =>
    {
        var (question, mistake) = Read(q, from, to);
        IReadOnlyList<FieldRef>? names = null;
        mistake ??= FieldList.TryParse(fields, out names) ? null : new QuestionMistake("fields", "expected 1 to 20 names of fields with commas between");
        mistake ??= InRange("top", top, FacetQuery.MostValues);
        if (mistake is not null)
        {
            return mistake.Problem;
        }

        var query = new FacetQuery
        {
            Filter = question!.Filter,
            FromUnixNano = question.FromUnixNano,
            ToUnixNano = question.ToUnixNano,
            Fields = names!,
            Top = top ?? 10,
        };
        return new FacetsAnswer(await engine.FacetsAsync(query, http.RequestAborted));
    });

    private Task TailAsync(HttpContext http, string? q) => slots.TailAsync(http, () =>
    {
        var (filter, error) = FilterParser.Parse(q ?? string.Empty, UnixNano.FromDate(time.GetUtcNow()));
        return filter is null
            ? Answer(new QuestionMistake("q", error!.Message, error.Position).Problem)
            : Answer(new TailAnswer(ended => engine.TailAsync(filter, ended), _limits.Heartbeat, time, lifetime.ApplicationStopping));
    });

    private Task ExportAsync(HttpContext http, string? q, string? from, string? to) => slots.QueryAsync(http, () =>
    {
        var (question, mistake) = Question.Read(q, from, to, UnixNano.FromDate(time.GetUtcNow()), range: null);
        return question is null
            ? Answer(mistake!.Problem)
            : Answer(new ExportAnswer(engine.SearchAsync(ToSearch(question, SearchOrder.OldestFirst), http.RequestAborted)));
    });

    private (Question? Question, QuestionMistake? Mistake) Read(string? q, string? from, string? to) =>
        Question.Read(q, from, to, UnixNano.FromDate(time.GetUtcNow()), _limits.DefaultRange);

    private static QuestionMistake? InRange(string name, int? value, int most) =>
        value is null || (value >= 1 && value <= most) ? null : new QuestionMistake(name, $"expected 1 to {most}");

    private static SearchQuery ToSearch(Question question, SearchOrder order) => new()
    {
        Filter = question.Filter,
        FromUnixNano = question.FromUnixNano,
        ToUnixNano = question.ToUnixNano,
        Order = order,
    };

    private static Task<IResult> Answer(IResult result) => Task.FromResult(result);
}
