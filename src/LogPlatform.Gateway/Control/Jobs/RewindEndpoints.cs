using LogPlatform.Core.Audit;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Rewinds;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control.Jobs;

/// <summary>Rewinds over HTTP. The service audits that it starts one and how it ends; who wants it stopped is known only here.</summary>
internal sealed class RewindEndpoints(IRewinds rewinds, AuditTrail audit)
{
    /// <summary>Maps <c>/api/v1/rewinds</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/rewinds").WithTags("Rewinds");
        group.MapGet("", () => TypedResults.Ok(new RewindList(rewinds.List())))
            .RequireAuthorization(Policies.Viewer)
            .WithSummary("Lists the rewinds, newest first.");
        group.MapGet("/{id:long}", Show)
            .RequireAuthorization(Policies.Viewer)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Shows a rewind and how far it is.");
        group.MapPost("", (Delegate)StartAsync)
            .Starts<RewindOrder>("rewind.start", "Processes what a generation handled again with the active release, and replaces its records all at once. One runs at a time.");
        group.MapPost("/{id:long}/cancel", CancelAsync).Cancels("rewind.cancel", "Stops a rewind before it replaces anything.");
    }

    private Results<Ok<Rewind>, ProblemHttpResult> Show(long id) => Find(id) is { } rewind ? TypedResults.Ok(rewind) : Unknown(id);

    private async Task<Results<Created<Rewind>, ProblemHttpResult>> StartAsync(HttpContext http)
    {
        var body = await StrictJson.ReadAsync<RewindOrder>(http);
        if (body.Value is not { } order)
        {
            return body.Problem;
        }

        var errors = new List<string>();
        var reason = ReasonText.Read(order.Reason, errors);
        if (order.Generation is null or < 1)
        {
            errors.Add("generation: the number of a generation is needed.");
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var start = await rewinds.StartAsync(new Generation(order.Generation!.Value), Caller.NameOf(http.User), reason, http.RequestAborted);
        return JobRoutes.Answer(http, start, job => $"/api/v1/rewinds/{job.Id}");
    }

    private async Task<Results<Ok<Rewind>, ProblemHttpResult>> CancelAsync(HttpContext http, long id)
    {
        if (Find(id) is not { } rewind)
        {
            return Unknown(id);
        }

        if (rewind.Phase != JobPhase.Running)
        {
            return Ended(id);
        }

        if (!await audit.TryAppendAsync(new AuditFact(Caller.NameOf(http.User), "rewind.cancel", $"rewind/{id}"), http.RequestAborted))
        {
            return Problems.Unavailable(http, AuditTrail.Unavailable);
        }

        return rewinds.Cancel(rewind.Id) ? TypedResults.Ok(Find(id) ?? rewind) : Ended(id);
    }

    private Rewind? Find(long id) => rewinds.List().FirstOrDefault(rewind => rewind.Id.Value == id);

    private static ProblemHttpResult Unknown(long id) => Problems.Unknown($"There is no rewind {id}.");

    private static ProblemHttpResult Ended(long id) => Problems.Conflict($"Rewind {id} does not run, or is too far to be stopped.");
}
