using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Control.Actions;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control;

/// <summary>The quarantine over HTTP.</summary>
internal sealed class QuarantineEndpoints(IQuarantine quarantine, QuarantineActions actions)
{
    private const int DefaultPage = 50;
    private const int MaxPage = 1000;

    /// <summary>Maps <c>/api/v1/quarantine</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/quarantine").WithTags("Quarantine");
        group.MapGet("", List)
            .RequireAuthorization(Policies.Viewer)
            .WithSummary("Lists records that could not be processed, with the reason.");
        group.MapGet("/{id:long}", Show)
            .RequireAuthorization(Policies.Viewer)
            .WithSummary("Shows one record in quarantine with its whole payload.");
        group.MapPost("/{id:long}/reprocess", ReprocessOneAsync)
            .IsAction(ActionNames.QuarantineReprocess)
            .WithSummary("Sends one record through the active release again.");
        group.MapPost("/reprocess", (Delegate)ReprocessAllAsync)
            .IsAction(ActionNames.QuarantineReprocess)
            .WithSummary("Sends all records in quarantine through the active release again.");
    }

    private Results<Ok<QuarantinePage>, ProblemHttpResult> List(long after = 0, int limit = DefaultPage)
    {
        if (limit is < 1 or > MaxPage || after < 0)
        {
            return TypedResults.Problem($"limit must be from 1 to {MaxPage} and after not negative.", statusCode: StatusCodes.Status400BadRequest);
        }

        // One more than asked for tells whether there is a next page.
        var found = quarantine.List(after, limit + 1);
        var shown = found.Take(limit).Select(record => QuarantineItem.Of(record, whole: false)).ToArray();
        return TypedResults.Ok(new QuarantinePage(quarantine.Count, shown, found.Count > limit ? shown[^1].Id : null));
    }

    private Results<Ok<QuarantineItem>, ProblemHttpResult> Show(long id) =>
        Find(id) is { } record ? TypedResults.Ok(QuarantineItem.Of(record, whole: true)) : Unknown();

    private async Task<Results<Ok<ReprocessReport>, ProblemHttpResult>> ReprocessOneAsync(long id, HttpContext http) =>
        Answer(http, await actions.ReprocessAsync(http.User, id, http.RequestAborted));

    private async Task<Results<Ok<ReprocessReport>, ProblemHttpResult>> ReprocessAllAsync(HttpContext http) =>
        Answer(http, await actions.ReprocessAllAsync(http.User, http.RequestAborted));

    private static Results<Ok<ReprocessReport>, ProblemHttpResult> Answer(HttpContext http, ActionOutcome<ReprocessReport> outcome) =>
        outcome.Value is { } report ? TypedResults.Ok(report) : Problems.Refused(http, outcome);

    private QuarantinedRecord? Find(long id) => quarantine.List(id - 1, 1) is [var record] && record.Id == id ? record : null;

    private static ProblemHttpResult Unknown() => Problems.Unknown("There is no such record in quarantine.");
}
