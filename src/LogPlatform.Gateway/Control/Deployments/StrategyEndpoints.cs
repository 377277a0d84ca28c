using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control.Deployments;

/// <summary>Strategies over HTTP.</summary>
internal static class StrategyEndpoints
{
    /// <summary>Maps <c>/api/v1/strategy</c>.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/strategy").RequireAuthorization(Policies.Viewer).WithTags("Deployments");
        group.MapGet("", () => TypedResults.Ok(new Strategy())).WithSummary("Shows the strategy that a deployment has when nothing else is said.");
        group.MapPost("/validate", (Delegate)ValidateAsync)
            .ReadsJson<Strategy>()
            .WithSummary("Checks a strategy and says everything that is wrong with it; nothing is started.");
    }

    private static async Task<Results<Ok<StrategyErrors>, ProblemHttpResult>> ValidateAsync(HttpContext http)
    {
        var body = await StrictJson.ReadAsync<Strategy>(http);
        return body.Refusal is { } refusal ? refusal
            : TypedResults.Ok(new StrategyErrors(body.Value is { } strategy ? StrategyRules.Validate(strategy) : body.Errors));
    }
}
