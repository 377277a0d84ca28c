using System.Text.Json;
using LogPlatform.Cluster.Routing;
using LogPlatform.Contracts.Deployments;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Validation;
using Orleans.Concurrency;

namespace LogPlatform.Cluster.Deployments;

/// <summary>
/// Runs the deployment controller where it is activated: every decision is the pure one, stored before it is acted upon. When its silo dies, the reminder or a gateway's call
/// activates it elsewhere, and it takes up what is stored. Rehearsals and rewinds run beside it.
/// </summary>
[Reentrant]
[KeepAlive]
internal sealed partial class DeploymentGrain(IServiceProvider services, ClusterRouter router, IValidation validation, ILogger<DeploymentGrain> logger)
    : Grain, IDeploymentGrain, IRemindable, IAsyncDisposable
{
    private const string Reminder = "go on";

    // The shortest that reminders can be; the deadlines in between are the controller's own timers.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = logger;
    private DeploymentEngine? _engine;
    private JobEngine? _jobs;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await router.Begun.WaitAsync(cancellationToken);
        await this.RegisterOrUpdateReminder(Reminder, Period, Period);
        try
        {
            _engine = new DeploymentEngine(services);
            await _engine.StartAsync(cancellationToken);
            _jobs = new JobEngine(services);
            await _jobs.StartAsync(cancellationToken);
        }
        catch
        {
            // The next attempt may be in another gateway: nothing of this one may go on.
            await DisposeAsync();
            throw;
        }

        LogControllerStarted();
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => DisposeAsync().AsTask();

    /// <summary>Leaves the deployment as it is stored. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_jobs is { } jobs)
        {
            _jobs = null;
            await jobs.DisposeAsync();
        }

        if (_engine is { } engine)
        {
            _engine = null;
            await engine.DisposeAsync();

            // Wherever the controller goes on, it starts the stage anew; of this one nobody would hear.
            await validation.StopAsync();
            LogControllerStopped();
        }
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<DeploymentAnswer> CommandAsync(DeploymentCommand command)
    {
        var controller = _engine!.Deployments;
        var id = new DeploymentId(command.Deployment);
        var result = command.Verb switch
        {
            DeploymentVerb.Deploy => await controller.DeployAsync(
                JsonSerializer.Deserialize<DeployRequest>(command.Request, JsonSerializerOptions.Web)!, command.Actor, CancellationToken.None),
            DeploymentVerb.Approve => await controller.ApproveAsync(id, command.Actor, command.Reason, CancellationToken.None),
            DeploymentVerb.Abort => await controller.AbortAsync(id, command.Actor, command.Reason, CancellationToken.None),
            DeploymentVerb.RollBack => await controller.RollbackAsync(id, command.Actor, command.Reason, command.Force, CancellationToken.None),
            DeploymentVerb.ForceDrain => await controller.ForceDrainAsync(id, command.Actor, command.Reason, CancellationToken.None),
            _ => new CommandResult(CommandStatus.Invalid, null, $"There is no command {command.Verb}."),
        };
        return new DeploymentAnswer((int)result.Status, Json(result.Deployment), result.Message);
    }

    /// <inheritdoc/>
    public Task<DeploymentLive> LiveAsync() => Task.FromResult(new DeploymentLive(
        Json(_engine!.Deployments.Latest), JsonSerializer.SerializeToUtf8Bytes(_engine.Deployments.Alarms, JsonSerializerOptions.Web), Json(validation.Mirror)));

    private static byte[] Json<T>(T? value)
        where T : class => value is null ? [] : JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web);

    [LoggerMessage(EventId = 3131, EventName = "ControllerStarted", Level = LogLevel.Information, Message = "The deployment controller runs in this gateway")]
    private partial void LogControllerStarted();

    [LoggerMessage(EventId = 3132, EventName = "ControllerStopped", Level = LogLevel.Information, Message = "The deployment controller has left this gateway")]
    private partial void LogControllerStopped();
}
