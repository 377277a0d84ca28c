using System.Text.Json;
using LogPlatform.Cluster.Hosting;
using LogPlatform.Cluster.Routing;
using LogPlatform.Contracts.Deployments;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Deployments;
using Microsoft.Extensions.Options;

namespace LogPlatform.Cluster.Deployments;

/// <summary>The deployment controller as each gateway reaches it. What it shows is at most a second old; what it was told to do was done by the one controller.</summary>
internal sealed partial class ClusterDeployments(
    IGrainFactory grains,
    ClusterRouter router,
    IDeploymentStore store,
    IOptions<ControlClusterOptions> options,
    TimeProvider time,
    ILogger<ClusterDeployments> logger) : BackgroundService, IDeployments
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = logger;
    private volatile RolloutState? _latest;
    private volatile IReadOnlyList<Alarm> _alarms = [];

    /// <inheritdoc/>
    public RolloutState? Latest => _latest;

    /// <inheritdoc/>
    public IReadOnlyList<Alarm> Alarms => _alarms;

    private IDeploymentGrain Controller => grains.GetGrain<IDeploymentGrain>(0);

    /// <inheritdoc/>
    public RolloutState? Find(DeploymentId id)
    {
        // What is stored may be newer than what was last heard, and only the latter knows how far checks have come.
        var stored = store.Find(id);
        return _latest is { } latest && latest.Id == id && latest.Version >= (stored?.Version ?? 0) ? latest : stored;
    }

    /// <inheritdoc/>
    public IReadOnlyList<RolloutState> List(DeploymentId before, int most) => store.List(before, most);

    /// <inheritdoc/>
    public Task<CommandResult> DeployAsync(DeployRequest request, string actor, CancellationToken cancellationToken) =>
        CommandAsync(DeploymentVerb.Deploy, default, actor, request.Reason, false, JsonSerializer.SerializeToUtf8Bytes(request, JsonSerializerOptions.Web), cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> ApproveAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken) =>
        CommandAsync(DeploymentVerb.Approve, id, actor, reason, false, [], cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> AbortAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken) =>
        CommandAsync(DeploymentVerb.Abort, id, actor, reason, false, [], cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> RollbackAsync(DeploymentId id, string actor, string reason, bool force, CancellationToken cancellationToken) =>
        CommandAsync(DeploymentVerb.RollBack, id, actor, reason, force, [], cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> ForceDrainAsync(DeploymentId id, string actor, string reason, CancellationToken cancellationToken) =>
        CommandAsync(DeploymentVerb.ForceDrain, id, actor, reason, false, [], cancellationToken);

    /// <summary>Keeps the controller activated, wherever it is, and hears what it knows.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await router.Begun.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                var live = await Controller.LiveAsync().WaitAsync(AnswerLimit, time, stoppingToken);
                _latest = State(live.Latest);
                _alarms = JsonSerializer.Deserialize<IReadOnlyList<Alarm>>(live.Alarms, JsonSerializerOptions.Web) ?? [];
            }
#pragma warning disable CA1031 // The controller is on its way to another gateway: it is asked again, which also brings it there.
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogControllerSilent(error.Message);
            }

            await Task.Delay(options.Value.ConfirmEvery, time, stoppingToken);
        }
    }

    private async Task<CommandResult> CommandAsync(DeploymentVerb verb, DeploymentId id, string actor, string reason, bool force, byte[] request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await Controller.CommandAsync(new DeploymentCommand(verb, id.Value, actor, reason, force, request)).WaitAsync(CommandLimit, time, cancellationToken);
            var state = State(answer.Deployment);
            if (state is not null && (_latest is not { } latest || state.Id.Value > latest.Id.Value || (state.Id == latest.Id && state.Version > latest.Version)))
            {
                _latest = state;
            }

            return new CommandResult((CommandStatus)answer.Status, state, answer.Message);
        }
#pragma warning disable CA1031 // Whether the command was taken is seen in the deployment; here nobody can say.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new CommandResult(CommandStatus.Unavailable, _latest, $"The controller does not answer ({error.Message}). Look whether the command was taken before you give it again.");
        }
    }

    private static RolloutState? State(byte[] json) => json.Length == 0 ? null : JsonSerializer.Deserialize<RolloutState>(json, JsonSerializerOptions.Web);

    [LoggerMessage(EventId = 3133, EventName = "ControllerSilent", Level = LogLevel.Warning, Message = "The deployment controller does not answer ({Error}); it is asked again")]
    private partial void LogControllerSilent(string error);
}
