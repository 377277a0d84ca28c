using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LogPlatform.AppHost.Commands;

/// <summary>The commands of the gateway on the dashboard. They do what the control page and <c>logctl</c> do, by the same API, with the operator key.</summary>
internal static class DeploymentCommands
{
    /// <summary>The newest release goes to the idle slot and is validated there; a person approves the switch.</summary>
    public const string Deploy = "deploy";

    /// <summary>The switch.</summary>
    public const string Approve = "approve";

    /// <summary>Back to the release before.</summary>
    public const string RollBack = "roll-back";

    /// <summary>Adds them.</summary>
    public static IResourceBuilder<ProjectResource> WithDeploymentCommands(this IResourceBuilder<ProjectResource> gateway, ReferenceExpression operatorKey)
    {
        void Add(string name, string title, string description, string icon, string? question, Func<ControlApi, CancellationToken, Task<DeploymentAnswer>> run) => gateway.WithCommand(
            name,
            title,
            context => RunAsync(context, gateway.GetEndpoint(GatewayEndpoints.Control), operatorKey, run),
            new CommandOptions
            {
                Description = description,
                ConfirmationMessage = question,
                IconName = icon,
                IsHighlighted = true,
                UpdateState = state => state.ResourceSnapshot.HealthStatus == HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            });

        Add(Deploy, "Deploy to the idle slot", "The newest release goes to the idle slot and is validated on live traffic. Production is untouched.", "ArrowUpload", null, (api, cancel) => api.DeployAsync(cancel));
        Add(Approve, "Approve the switch", "The release that is validated takes over.", "Checkmark", "The release that is validated takes over production.", (api, cancel) => api.ApproveAsync(cancel));
        Add(RollBack, "Roll back", "The release before the last deployment takes over again.", "ArrowUndo", "The release before the last deployment takes over production.", (api, cancel) => api.RollBackAsync(cancel));
        return gateway;
    }

    private static async Task<ExecuteCommandResult> RunAsync(
        ExecuteCommandContext context, EndpointReference control, ReferenceExpression operatorKey, Func<ControlApi, CancellationToken, Task<DeploymentAnswer>> run)
    {
        using var http = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        http.BaseAddress = new Uri(control.Url);
        http.DefaultRequestHeaders.Authorization = new("Bearer", await operatorKey.GetValueAsync(context.CancellationToken));
        try
        {
            var answer = await run(new ControlApi(http), context.CancellationToken);
            return answer.IsTaken ? CommandResults.Success(answer.Message, answer.State, CommandResultFormat.Json) : CommandResults.Failure(answer.Message, answer.State, CommandResultFormat.Json);
        }
        catch (HttpRequestException unreachable)
        {
            return CommandResults.Failure("The gateway cannot be reached: " + unreachable.Message);
        }
    }
}
