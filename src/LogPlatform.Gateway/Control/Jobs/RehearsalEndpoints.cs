using LogPlatform.Core.Rehearsals;
using LogPlatform.Gateway.Control.Actions;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control.Jobs;

/// <summary>Rehearsals over HTTP.</summary>
internal sealed class RehearsalEndpoints(IRehearsals rehearsals, RehearsalActions actions)
{
    /// <summary>Maps <c>/api/v1/rehearsals</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/rehearsals").WithTags("Rehearsals");
        group.MapGet("", async (CancellationToken cancel) => TypedResults.Ok(new RehearsalList(await rehearsals.ListAsync(cancel))))
            .RequireAuthorization(Policies.Viewer)
            .WithSummary("Lists the rehearsals since the start of the program, newest first.");
        group.MapGet("/{id:long}", ShowAsync)
            .RequireAuthorization(Policies.Viewer)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Shows a rehearsal with what it found so far.");
        group.MapPost("", (Delegate)StartAsync)
            .Starts<RehearsalOrder>(ActionNames.RehearsalStart, "Sends a recorded window through a release that is not deployed, and compares. One runs at a time.");
        group.MapPost("/{id:long}/cancel", CancelAsync).Cancels(ActionNames.RehearsalCancel, "Stops a rehearsal.");
    }

    private async Task<Results<Ok<Rehearsal>, ProblemHttpResult>> ShowAsync(long id, CancellationToken cancellationToken) =>
        await actions.FindAsync(id, cancellationToken) is { } rehearsal ? TypedResults.Ok(rehearsal) : Problems.Unknown($"There is no rehearsal {id} since the start of the program.");

    private async Task<Results<Created<Rehearsal>, ProblemHttpResult>> StartAsync(HttpContext http)
    {
        var body = await StrictJson.ReadAsync<RehearsalOrder>(http);
        return body.Value is { } order
            ? JobRoutes.Started(http, await actions.StartAsync(http.User, order, http.RequestAborted), job => $"/api/v1/rehearsals/{job.Id}")
            : body.Problem;
    }

    private async Task<Results<Ok<Rehearsal>, ProblemHttpResult>> CancelAsync(HttpContext http, long id) =>
        JobRoutes.Cancelled(http, await actions.CancelAsync(http.User, id, http.RequestAborted));
}
