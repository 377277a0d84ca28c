using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Validation;

/// <summary>Runs one stage at a time.</summary>
internal sealed class ValidationRunner(StageServices services, IStageJudge judge, ILogger<ValidationRunner> logger) : IValidation, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private StageRun? _run;
    private Task _stopping = Task.CompletedTask;

    /// <inheritdoc/>
    public IReadOnlyList<CheckReport> Reports => Volatile.Read(ref _run)?.Reports ?? [];

    /// <inheritdoc/>
    public MirrorStatus? Mirror => Volatile.Read(ref _run)?.Mirror;

    /// <inheritdoc/>
    public IReadOnlyList<string> Mistakes(Strategy strategy) =>
    [
        .. strategy.Checks.Keys
            .Where(check => check.StartsWith(CheckNames.CustomPrefix, StringComparison.Ordinal) && services.CustomChecks.Find(check[CheckNames.CustomPrefix.Length..]) is null)
            .Order(StringComparer.Ordinal)
            .Select(check => $"checks: {check} is not configured on this host."),
    ];

    /// <inheritdoc/>
    public void Start(RolloutState deployment, CheckStage stage, Action<CheckReport> onVerdict)
    {
        lock (_gate)
        {
            Stop_NeedsLock();
            _run = new StageRun(services, judge, deployment, stage, onVerdict, logger);
            _run.Start();
        }
    }

    /// <inheritdoc/>
    public Task StopAsync()
    {
        lock (_gate)
        {
            Stop_NeedsLock();
            return _stopping;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    // The next stage need not wait until the last answer of this one is given back: this one is silent and takes nothing more.
    private void Stop_NeedsLock()
    {
        if (_run is { } run)
        {
            _run = null;
            run.Silence();
            _stopping = Task.WhenAll(_stopping, run.DisposeAsync().AsTask());
        }
    }
}
