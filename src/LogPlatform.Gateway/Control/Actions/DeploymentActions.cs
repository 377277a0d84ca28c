using System.Security.Claims;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control.Deployments;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Security;

namespace LogPlatform.Gateway.Control.Actions;

/// <summary>Commands to deployments, as the API and the control page give them. The controller audits those that it takes.</summary>
internal sealed class DeploymentActions(IDeployments deployments, ActionGate gate)
{
    private delegate Task<CommandResult> Command(DeploymentId id, string actor, string reason, CancellationToken cancellationToken);

    /// <summary>Starts a deployment.</summary>
    public async Task<ActionOutcome<RolloutState>> StartAsync(ClaimsPrincipal user, DeployOrder order, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(user, ActionNames.DeploymentStart, $"release/{order.Release}") is { } refusal)
        {
            return ActionOutcome<RolloutState>.Refused(CommandStatus.Forbidden, refusal);
        }

        var errors = new List<string>();
        var reason = ReasonText.Read(order.Reason, errors);
        var strategy = order.Strategy ?? new Strategy();
        if (!ReleaseId.TryParse(order.Release, out var release))
        {
            errors.Add("release: the name of a release is needed.");
        }

        errors.AddRange(StrategyRules.Validate(strategy));
        return errors.Count > 0
            ? ActionOutcome<RolloutState>.Refused(CommandStatus.Invalid, errors)
            : OutcomeOf(await deployments.DeployAsync(new DeployRequest(release, strategy, reason), Caller.NameOf(user), cancellationToken));
    }

    /// <summary>Approves the switch.</summary>
    public Task<ActionOutcome<RolloutState>> ApproveAsync(ClaimsPrincipal user, long id, CommandOrder order, CancellationToken cancellationToken) =>
        GiveAsync(user, ActionNames.DeploymentApprove, id, order, deployments.ApproveAsync, cancellationToken);

    /// <summary>Stops a deployment before the switch.</summary>
    public Task<ActionOutcome<RolloutState>> AbortAsync(ClaimsPrincipal user, long id, CommandOrder order, CancellationToken cancellationToken) =>
        GiveAsync(user, ActionNames.DeploymentAbort, id, order, deployments.AbortAsync, cancellationToken);

    /// <summary>Goes back to the release before.</summary>
    public Task<ActionOutcome<RolloutState>> RollbackAsync(ClaimsPrincipal user, long id, CommandOrder order, CancellationToken cancellationToken) => GiveAsync(
        user,
        ActionNames.DeploymentRollback,
        id,
        order,
        (deployment, actor, reason, stop) => deployments.RollbackAsync(deployment, actor, reason, order.Force, stop),
        cancellationToken);

    /// <summary>Ends a drain that takes too long.</summary>
    public Task<ActionOutcome<RolloutState>> ForceDrainAsync(ClaimsPrincipal user, long id, CommandOrder order, CancellationToken cancellationToken) =>
        GiveAsync(user, ActionNames.DrainForce, id, order, deployments.ForceDrainAsync, cancellationToken);

    private async Task<ActionOutcome<RolloutState>> GiveAsync(
        ClaimsPrincipal user, string action, long id, CommandOrder order, Command command, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(user, action, $"deployment/{id}") is { } refusal)
        {
            return ActionOutcome<RolloutState>.Refused(CommandStatus.Forbidden, refusal);
        }

        var errors = new List<string>();
        var reason = ReasonText.Read(order.Reason, errors);
        return errors.Count > 0 ? ActionOutcome<RolloutState>.Refused(CommandStatus.Invalid, errors)
            : id < 1 ? ActionOutcome<RolloutState>.Refused(CommandStatus.Unknown, $"There is no deployment {id}.")
            : OutcomeOf(await command(new DeploymentId(id), Caller.NameOf(user), reason, cancellationToken));
    }

    private static ActionOutcome<RolloutState> OutcomeOf(CommandResult result) => result.Status == CommandStatus.Accepted
        ? ActionOutcome<RolloutState>.Done(result.Deployment!)
        : ActionOutcome<RolloutState>.Refused(result.Status, result.Message);
}
