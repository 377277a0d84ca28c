using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Control.Report;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control.Deployments;

/// <summary>Deployments to look at, over HTTP.</summary>
internal sealed class DeploymentEndpoints(IDeployments deployments, IValidation validation, IReleaseCatalog releases, DeploymentFeed feed, TimeProvider time)
{
    private const int DefaultPage = 20;
    private const int MaxPage = 200;

    /// <summary>Maps the routes.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").RequireAuthorization(Policies.Viewer).WithTags("Deployments");
        group.MapGet("/deployments", List)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Lists the deployments, newest first, without their checks and timelines.");
        group.MapGet("/deployments/latest", Latest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Shows the last deployment with what its checks say now.");
        group.MapGet("/deployments/events", (Delegate)feed.SendAsync)
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Follows the last deployment: an event 'deployment' whenever it changes, and once a second while one is under way.");
        group.MapGet("/deployments/{id:long}", Show)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Shows a deployment with its full report.");
        group.MapGet("/deployments/{id:long}/report", ReportOf)
            .Produces<string>(StatusCodes.Status200OK, "text/html")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Shows the report of a deployment as a page, or with format=json as data.");
        group.MapGet("/alarms", () => TypedResults.Ok(new AlarmList(deployments.Alarms)))
            .WithSummary("Lists what needs a person now.");
        group.MapGet("/mirror", Results<Ok<MirrorStatus>, NoContent> () => validation.Mirror is { } mirror ? TypedResults.Ok(mirror) : TypedResults.NoContent())
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Shows what is mirrored; 204 when nothing is.");
    }

    private Results<Ok<DeploymentPage>, ProblemHttpResult> List(long before = 0, int limit = DefaultPage)
    {
        if (limit is < 1 or > MaxPage || before < 0)
        {
            return Problems.Invalid([$"limit must be from 1 to {MaxPage} and before not negative."]);
        }

        // One more than asked for tells whether there is a next page.
        var found = deployments.List(new DeploymentId(before), limit + 1);
        var shown = found.Take(limit).Select(state => state with { Checks = [], Timeline = [] }).ToArray();
        return TypedResults.Ok(new DeploymentPage(shown, found.Count > limit ? shown[^1].Id : null));
    }

    private Results<Ok<RolloutState>, ProblemHttpResult> Latest() =>
        deployments.FindLatest() is { } state ? TypedResults.Ok(state) : Problems.Unknown("There was no deployment yet.");

    private Results<Ok<RolloutState>, ProblemHttpResult> Show(long id) => Find(id) is { } state ? TypedResults.Ok(state) : Unknown(id);

    private IResult ReportOf(HttpContext http, long id, string? format)
    {
        if (format is not (null or "html" or "json"))
        {
            return Problems.Invalid(["format must be html or json."]);
        }

        return Find(id) is not { } state ? Unknown(id)
            : format == "json" ? TypedResults.Ok(state)
            : new ReportPage(DeploymentReport.Write(state, releases.Find(state.Release), time.GetUtcNow()));
    }

    private RolloutState? Find(long id) => id < 1 ? null : deployments.Find(new DeploymentId(id));

    private static ProblemHttpResult Unknown(long id) => Problems.Unknown($"There is no deployment {id}.");
}
