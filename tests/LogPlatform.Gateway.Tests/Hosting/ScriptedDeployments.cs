using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Deployments;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>A controller that notes its commands and answers what a test wants.</summary>
internal sealed class ScriptedDeployments : IDeployments
{
    private RolloutState[] _states = [];

    public List<string> Commands { get; } = [];

    public DeployRequest? Request { get; private set; }

    /// <summary>The answer to the next commands; null is that they are taken.</summary>
    public CommandResult? Answer { get; set; }

    public RolloutState? Latest => List(default, 1) is [var state] ? state : null;

    public IReadOnlyList<Alarm> Alarms { get; set; } = [];

    public RolloutState? Find(DeploymentId id) => _states.FirstOrDefault(state => state.Id == id);

    public IReadOnlyList<RolloutState> List(DeploymentId before, int most) =>
        [.. _states.Where(state => before.Value == 0 || state.Id.Value < before.Value).OrderByDescending(state => state.Id.Value).Take(most)];

    /// <summary>Puts a state in, in place of the one with its number.</summary>
    public void Put(RolloutState state) => _states = [.. _states.Where(other => other.Id != state.Id), state];

    public Task<CommandResult> DeployAsync(DeployRequest request, string actor, CancellationToken cancellationToken)
    {
        Request = request;
        return TakeAsync(TestStates.Started(Latest?.Id.Next.Value ?? 1), $"deploy {request.Release} by {actor}: {request.Reason}");
    }

    public Task<CommandResult> ApproveAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken) =>
        TakeAsync(Find(id), $"approve {id} by {actor}: {reason}");

    public Task<CommandResult> AbortAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken) =>
        TakeAsync(Find(id), $"abort {id} by {actor}: {reason}");

    public Task<CommandResult> RollbackAsync(DeploymentId id, string actor, string reason, bool force, CancellationToken cancellationToken) =>
        TakeAsync(Find(id), $"rollback {id} by {actor}: {reason}{(force ? " (forced)" : string.Empty)}");

    public Task<CommandResult> ForceDrainAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken) =>
        TakeAsync(Find(id), $"force-drain {id} by {actor}: {reason}");

    private Task<CommandResult> TakeAsync(RolloutState? state, string command)
    {
        Commands.Add(command);
        return Task.FromResult(Answer ?? (state is null
            ? new CommandResult(CommandStatus.Unknown, null, "There is no such deployment.")
            : new CommandResult(CommandStatus.Accepted, state)));
    }
}
