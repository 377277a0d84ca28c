using LogPlatform.Core.Rollouts;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Validation;

/// <summary>The parts of a stage that run side by side. What fails ends alone.</summary>
internal sealed partial class StageParts(DeploymentId deployment, ILogger logger) : IAsyncDisposable
{
    private readonly ILogger _logger = logger;
    private readonly List<Task> _parts = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Begins with a part, which runs until it ends by itself or is stopped. Not thread-safe.</summary>
    public void Run(string part, Func<CancellationToken, Task> run) => _parts.Add(GuardAsync(part, run));

    /// <summary>Stops all parts and waits for them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_parts);
        _stop.Dispose();
    }

    private async Task GuardAsync(string part, Func<CancellationToken, Task> run)
    {
        var stop = _stop.Token;
        try
        {
            await Task.Run(() => run(stop), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stage is over.
        }
#pragma warning disable CA1031 // What fails here leaves checks without a verdict, which never passes; it must not take the host down.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogStagePartError(error, deployment.Value, part);
        }
    }

    [LoggerMessage(EventId = 2452, EventName = "StagePartError", Level = LogLevel.Error, Message = "Deployment {Deployment}: {Part} ended; the checks that depend on it get no verdict")]
    private partial void LogStagePartError(Exception error, long deployment, string part);
}
