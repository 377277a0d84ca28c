using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;
using Microsoft.Extensions.Hosting;

namespace LogPlatform.Gateway.Deployments;

/// <summary>The deployment controller of one process: what people ask of it, and its life. The work is done by <see cref="RolloutLoop"/>.</summary>
internal sealed class DeploymentController(
    RolloutLoop loop,
    SlotWatch watch,
    AlarmBoard alarms,
    IDeploymentStore store,
    IReleaseCatalog catalog,
    ISlotProvisioner slots,
    ITrafficRouter router,
    IValidation validation) : IDeployments, IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;

    /// <inheritdoc/>
    public RolloutState? Latest => loop.Latest is { } latest ? WithLiveChecks(latest) : null;

    /// <inheritdoc/>
    public IReadOnlyList<Alarm> Alarms => alarms.Raised;

    /// <inheritdoc/>
    public RolloutState? Find(DeploymentId id) => loop.Latest?.Id == id ? Latest : store.Find(id);

    /// <inheritdoc/>
    public IReadOnlyList<RolloutState> List(DeploymentId before, int most) => store.List(before, most);

    /// <inheritdoc/>
    public async Task<CommandResult> DeployAsync(DeployRequest request, string actor, CancellationToken cancellationToken)
    {
        var mistakes = StrategyRules.Validate(request.Strategy);
        if (mistakes.Count == 0)
        {
            mistakes = validation.Mistakes(request.Strategy);
        }

        if (mistakes.Count > 0)
        {
            return new CommandResult(CommandStatus.Invalid, null, string.Join(" ", mistakes));
        }

        if (catalog.Find(request.Release) is null)
        {
            return new CommandResult(CommandStatus.Unknown, null, $"There is no release {request.Release}.");
        }

        // It reads every file of the release, so it is not done in the loop.
        if (await Task.Run(() => catalog.Damage(request.Release), cancellationToken) is { } damage)
        {
            return new CommandResult(CommandStatus.Invalid, null, $"Release {request.Release} is damaged: {damage}");
        }

        return await loop.BeginAsync(request, actor, latest => Objection(request, latest)).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CommandResult> ApproveAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken) =>
        loop.CommandAsync(id, _ => new ApprovalGiven(actor, reason)).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> AbortAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken) =>
        loop.CommandAsync(id, _ => new AbortRequested(actor, reason)).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> RollbackAsync(DeploymentId id, string actor, string reason, bool force, CancellationToken cancellationToken) =>
        loop.CommandAsync(id, latest => new RollbackRequested(actor, reason, force, IsWarm(latest.Before))).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> ForceDrainAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken) =>
        loop.CommandAsync(id, _ => new DrainForced(actor, reason)).WaitAsync(cancellationToken);

    /// <summary>Takes up the last deployment where it was left.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        loop.Start();
        _watching = Task.Run(() => watch.RunAsync(() => loop.Latest, _stop.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Leaves the deployment as it is stored; the next start takes it up.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await loop.StopAsync().WaitAsync(cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    private CommandResult? Objection(DeployRequest request, RolloutState? latest)
    {
        if (latest is { } other && !other.Phase.IsEnd())
        {
            return new CommandResult(CommandStatus.Conflict, other, $"Deployment {other.Id} of release {other.Release} is under way: {other.Phase}.");
        }

        if (router.Current is { } pointer && pointer.Release == request.Release)
        {
            return new CommandResult(CommandStatus.Conflict, latest, $"Release {request.Release} serves already, in {pointer.Color} since generation {pointer.Generation}.");
        }

        var blocking = alarms.Raised.Where(alarm => alarm.BlocksDeployments).Select(alarm => $"{alarm.Name}: {alarm.Message}").ToList();
        return blocking.Count == 0 ? null : new CommandResult(CommandStatus.Conflict, latest, $"An alarm blocks deployments. {string.Join(" ", blocking)}");
    }

    private bool IsWarm(SlotPointer pointer) =>
        slots.Find(pointer.Color) is { Nodes: { Count: > 0 } nodes } slot
        && slot.Release == pointer.Release
        && nodes.All(node => node.State == NodeState.Ready);

    // The stored state knows verdicts; how far a check without one has come, only the check knows.
    private RolloutState WithLiveChecks(RolloutState state)
    {
        var live = state.Phase.IsEnd() ? [] : validation.Reports;
        return live.Count == 0
            ? state
            : state with { Checks = [.. state.Checks.Where(known => !live.Any(report => IsSame(report, known))), .. live] };
    }

    private static bool IsSame(CheckReport one, CheckReport other) => one.Stage == other.Stage && one.Check == other.Check;
}
