using LogPlatform.Gateway.Control.Actions;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogPlatform.Gateway.Control.Jobs;

/// <summary>What the endpoints of rehearsals and rewinds have in common.</summary>
internal static class JobRoutes
{
    /// <summary>Describes the endpoint that starts one.</summary>
    public static void Starts<TOrder>(this RouteHandlerBuilder route, string action, string summary) => route
        .IsAction(action)
        .ReadsJson<TOrder>()
        .WithSummary(summary)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Describes the endpoint that stops one.</summary>
    public static void Cancels(this RouteHandlerBuilder route, string action, string summary) => route
        .IsAction(action)
        .WithSummary(summary)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The answer to the wish for one.</summary>
    public static Results<Created<TJob>, ProblemHttpResult> Started<TJob>(HttpContext http, ActionOutcome<TJob> outcome, Func<TJob, string> location)
        where TJob : class =>
        outcome.Value is { } job ? TypedResults.Created(location(job), job) : Problems.Refused(http, outcome);

    /// <summary>The answer to the wish to stop one.</summary>
    public static Results<Ok<TJob>, ProblemHttpResult> Cancelled<TJob>(HttpContext http, ActionOutcome<TJob> outcome)
        where TJob : class =>
        outcome.Value is { } job ? TypedResults.Ok(job) : Problems.Refused(http, outcome);
}
