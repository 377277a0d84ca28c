using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
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
internal sealed class DeploymentCommands(IDeployments deployments)
{
    /// <summary>Maps the routes.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Deployments");
        Describe(group.MapPost("/deployments", (Delegate)DeployAsync), "deployment.start", "Starts a deployment. What a strategy leaves out has its default (see /api/v1/strategy).")
            .ReadsJson<DeployOrder>();
        Command(group.MapPost("/deployments/{id:long}/approve", ApproveAsync), "deployment.approve", "Approves the switch.");
        Command(group.MapPost("/deployments/{id:long}/abort", AbortAsync), "deployment.abort", "Stops a deployment before the switch.");
        Command(group.MapPost("/deployments/{id:long}/rollback", RollbackAsync), "deployment.rollback", "Goes back to the release before.");
        Command(group.MapPost("/deployments/{id:long}/force-drain", ForceDrainAsync), "deployment.drain-force", "Ends a drain that takes too long: what it still holds is processed again.");
        Command(group.MapPost("/rollback", (Delegate)RollbackLatestAsync), "deployment.rollback", "Goes back to the release before the last deployment.");
    }

    private static void Command(RouteHandlerBuilder route, string action, string summary) => Describe(route, action, summary).ReadsJson<CommandOrder>(isOptional: true);

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

        var errors = new List<string>();
        var reason = ReasonText.Read(order.Reason, errors);
        var strategy = order.Strategy ?? new Strategy();
        if (!ReleaseId.TryParse(order.Release, out var release))
        {
            errors.Add("release: the name of a release is needed.");
        }

        errors.AddRange(StrategyRules.Validate(strategy));
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var result = await deployments.DeployAsync(new DeployRequest(release, strategy, reason), Caller.NameOf(http.User), http.RequestAborted);
        return result.Status == CommandStatus.Accepted
            ? TypedResults.Created($"/api/v1/deployments/{result.Deployment!.Id}", result.Deployment)
            : Problems.Refused(http, result.Status, result.Message);
    }

    private Task<Results<Ok<RolloutState>, ProblemHttpResult>> ApproveAsync(HttpContext http, long id) =>
        CommandAsync(http, id, (deployment, actor, order) => deployments.ApproveAsync(deployment, actor, order.Reason!, http.RequestAborted));

    private Task<Results<Ok<RolloutState>, ProblemHttpResult>> AbortAsync(HttpContext http, long id) =>
        CommandAsync(http, id, (deployment, actor, order) => deployments.AbortAsync(deployment, actor, order.Reason!, http.RequestAborted));

    private Task<Results<Ok<RolloutState>, ProblemHttpResult>> RollbackAsync(HttpContext http, long id) =>
        CommandAsync(http, id, (deployment, actor, order) => deployments.RollbackAsync(deployment, actor, order.Reason!, order.Force, http.RequestAborted));

    private Task<Results<Ok<RolloutState>, ProblemHttpResult>> ForceDrainAsync(HttpContext http, long id) =>
        CommandAsync(http, id, (deployment, actor, order) => deployments.ForceDrainAsync(deployment, actor, order.Reason!, http.RequestAborted));

    private async Task<Results<Ok<RolloutState>, ProblemHttpResult>> RollbackLatestAsync(HttpContext http) =>
        deployments.Latest is { } latest ? await RollbackAsync(http, latest.Id.Value) : Problems.Unknown("There was no deployment yet.");

    private static async Task<Results<Ok<RolloutState>, ProblemHttpResult>> CommandAsync(HttpContext http, long id, Func<DeploymentId, string, CommandOrder, Task<CommandResult>> command)
    {
        var body = await StrictJson.ReadAsync<CommandOrder>(http);
        if (body.Value is not { } order)
        {
            return body.Problem;
        }

        var errors = new List<string>();
        order = order with { Reason = ReasonText.Read(order.Reason, errors) };
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        if (id < 1)
        {
            return Problems.Unknown($"There is no deployment {id}.");
        }

        var result = await command(new DeploymentId(id), Caller.NameOf(http.User), order);
        return result.Status == CommandStatus.Accepted ? TypedResults.Ok(result.Deployment!) : Problems.Refused(http, result.Status, result.Message);
    }
}
