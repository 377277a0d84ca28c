using LogPlatform.Core.Rewinds;
using LogPlatform.Gateway.Control.Actions;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Rewinds;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control.Jobs;

/// <summary>Rewinds over HTTP.</summary>
internal sealed class RewindEndpoints(IRewinds rewinds, RewindActions actions)
{
    /// <summary>Maps <c>/api/v1/rewinds</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/rewinds").WithTags("Rewinds");
        group.MapGet("", async (CancellationToken cancel) => TypedResults.Ok(new RewindList(await rewinds.ListAsync(cancel))))
            .RequireAuthorization(Policies.Viewer)
            .WithSummary("Lists the rewinds, newest first.");
        group.MapGet("/{id:long}", ShowAsync)
            .RequireAuthorization(Policies.Viewer)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Shows a rewind and how far it is.");
        group.MapPost("", (Delegate)StartAsync)
            .Starts<RewindOrder>(ActionNames.RewindStart, "Processes what a generation handled again with the active release, and replaces its records all at once. One runs at a time.");
        group.MapPost("/{id:long}/cancel", CancelAsync).Cancels(ActionNames.RewindCancel, "Stops a rewind before it replaces anything.");
    }

    private async Task<Results<Ok<Rewind>, ProblemHttpResult>> ShowAsync(long id, CancellationToken cancellationToken) =>
        await actions.FindAsync(id, cancellationToken) is { } rewind ? TypedResults.Ok(rewind) : Problems.Unknown($"There is no rewind {id}.");

    private async Task<Results<Created<Rewind>, ProblemHttpResult>> StartAsync(HttpContext http)
    {
        var body = await StrictJson.ReadAsync<RewindOrder>(http);
        return body.Value is { } order
            ? JobRoutes.Started(http, await actions.StartAsync(http.User, order, http.RequestAborted), job => $"/api/v1/rewinds/{job.Id}")
            : body.Problem;
    }

    private async Task<Results<Ok<Rewind>, ProblemHttpResult>> CancelAsync(HttpContext http, long id) =>
        JobRoutes.Cancelled(http, await actions.CancelAsync(http.User, id, http.RequestAborted));
}
