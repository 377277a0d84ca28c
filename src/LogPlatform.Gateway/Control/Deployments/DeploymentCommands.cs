using System.Security.Claims;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Control.Actions;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control.Deployments;

/// <summary>Commands to deployments over HTTP. The controller audits those that it takes.</summary>
internal sealed class DeploymentCommands(IDeployments deployments, DeploymentActions actions)
{
    private delegate Task<ActionOutcome<RolloutState>> Command(ClaimsPrincipal user, long id, CommandOrder order, CancellationToken cancellationToken);

    /// <summary>Maps the routes.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Deployments");
        Describe(group.MapPost("/deployments", (Delegate)DeployAsync), ActionNames.DeploymentStart, "Starts a deployment. What a strategy leaves out has its default (see /api/v1/strategy).")
            .ReadsJson<DeployOrder>();
        DescribeCommand(group.MapPost("/deployments/{id:long}/approve", ApproveAsync), ActionNames.DeploymentApprove, "Approves the switch.");
        DescribeCommand(group.MapPost("/deployments/{id:long}/abort", AbortAsync), ActionNames.DeploymentAbort, "Stops a deployment before the switch.");
        DescribeCommand(group.MapPost("/deployments/{id:long}/rollback", RollbackAsync), ActionNames.DeploymentRollback, "Goes back to the release before.");
        DescribeCommand(group.MapPost("/deployments/{id:long}/force-drain", ForceDrainAsync), ActionNames.DrainForce, "Ends a drain that takes too long: what it still holds is processed again.");
        DescribeCommand(group.MapPost("/rollback", (Delegate)RollbackLatestAsync), ActionNames.DeploymentRollback, "Goes back to the release before the last deployment.");
    }

    private static void DescribeCommand(RouteHandlerBuilder route, string action, string summary) => Describe(route, action, summary).ReadsJson<CommandOrder>(isOptional: true);

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string action, string summary) => route
        .IsAction(action)
        .WithSummary(summary)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private async Task<Results<Created<RolloutState>, ProblemHttpResult>> DeployAsync(HttpContext http)
    {
        var body = await StrictJson.ReadAsync<DeployOrder>(http);
        if (body.Value is not { } order)
        {
            return body.Problem;
        }

        var outcome = await actions.StartAsync(http.User, order, http.RequestAborted);
        return outcome.Value is { } started ? TypedResults.Created($"/api/v1/deployments/{started.Id}", started) : Problems.Refused(http, outcome);
    }

    private Task<Results<Ok<RolloutState>, ProblemHttpResult>> ApproveAsync(HttpContext http, long id) => CommandAsync(http, id, actions.ApproveAsync);

    private Task<Results<Ok<RolloutState>, ProblemHttpResult>> AbortAsync(HttpContext http, long id) => CommandAsync(http, id, actions.AbortAsync);

    private Task<Results<Ok<RolloutState>, ProblemHttpResult>> RollbackAsync(HttpContext http, long id) => CommandAsync(http, id, actions.RollbackAsync);

    private Task<Results<Ok<RolloutState>, ProblemHttpResult>> ForceDrainAsync(HttpContext http, long id) => CommandAsync(http, id, actions.ForceDrainAsync);

    private async Task<Results<Ok<RolloutState>, ProblemHttpResult>> RollbackLatestAsync(HttpContext http) =>
        deployments.FindLatest() is { } latest ? await RollbackAsync(http, latest.Id.Value) : Problems.Unknown("There was no deployment yet.");

    private static async Task<Results<Ok<RolloutState>, ProblemHttpResult>> CommandAsync(HttpContext http, long id, Command command)
    {
        var body = await StrictJson.ReadAsync<CommandOrder>(http);
        if (body.Value is not { } order)
        {
            return body.Problem;
        }

        var outcome = await command(http.User, id, order, http.RequestAborted);
        return outcome.Value is { } state ? TypedResults.Ok(state) : Problems.Refused(http, outcome);
    }
}
