using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Time;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Rehearsals;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Rewinds;

/// <summary>Runs rewinds, one at a time, and goes on after a restart with one that was under way.</summary>
internal sealed partial class RewindService(
    IRewindJobs jobs,
    IRewindStore store,
    RewindRules rules,
    RewindStaging staging,
    ITrafficRouter router,
    IAuditLog audit,
    TimeProvider time,
    ILogger<RewindService> logger) : IRewinds, IHostedService, IDisposable
{
    private const string Controller = "controller";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Rewind> _ended = [];
    private RewindProgress? _running;
    private Task _run = Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Rewind>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(List());

    /// <summary>All of them, newest first.</summary>
    public IReadOnlyList<Rewind> List()
    {
        lock (_gate)
        {
            var ended = _ended.Values.Reverse();
            return _running is { } running ? [running.State, .. ended] : [.. ended];
        }
    }

    /// <inheritdoc/>
    public async Task<JobStart<Rewind>> StartAsync(Generation generation, string actor, string reason, CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (List() is [{ Phase: JobPhase.Running } running, ..])
            {
                return new JobStart<Rewind>(CommandStatus.Conflict, null, $"rewind {running.Id} of generation {running.Generation} runs");
            }

            if (rules.Refusal(generation) is { } refusal)
            {
                return refusal;
            }

            var rewind = new Rewind
            {
                Id = new RewindId(List().Select(job => job.Id.Value).FirstOrDefault() + 1),
                Generation = generation,
                By = router.Current,
                Phase = JobPhase.Running,
                Actor = actor,
                Reason = reason,
                StartedAt = time.GetUtcNow(),
            };
            await audit.AppendAsync(
                new AuditFact(actor, "rewind.start", $"rewind/{rewind.Id}", reason, $"generation {generation} by release {rewind.By.Release}"),
                cancellationToken);
            jobs.Save(rewind);
            Run(rewind);
            return new JobStart<Rewind>(CommandStatus.Accepted, rewind);
        }
        catch (IOException full)
        {
            return new JobStart<Rewind>(CommandStatus.Unavailable, null, $"it could not be written down: {full.Message}");
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public Task<bool> CancelAsync(RewindId id, CancellationToken cancellationToken) => Task.FromResult(Cancel(id));

    /// <summary>Stops one before it supersedes anything; false when it does not run, or is too far.</summary>
    public bool Cancel(RewindId id)
    {
        RewindProgress? running;
        lock (_gate)
        {
            running = _running;
        }

        return running?.State.Id == id && running.TryCancel();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var rewind in jobs.List())
        {
            if (rewind.Phase == JobPhase.Running)
            {
                Run(rewind);
            }
            else
            {
                _ended.Add(rewind.Id.Value, rewind);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _running?.Dispose();
        _stop.Dispose();
        _starting.Dispose();
    }

    private void Run(Rewind rewind)
    {
        var progress = new RewindProgress(rewind, _stop.Token);
        lock (_gate)
        {
            _running = progress;
        }

        _run = Task.Run(() => RunAsync(progress), CancellationToken.None);
    }

    private async Task RunAsync(RewindProgress progress)
    {
        var rewind = progress.State;
        try
        {
            LogRewindStarted(rewind.Id, rewind.Generation, rewind.By.Release);
            var failure = await staging.RunAsync(progress);
            if (failure is null && progress.TryPassPointOfNoReturn())
            {
                var totals = await SupersedeAsync(rewind.Id);
                await EndAsync(progress, state => state with { Phase = JobPhase.Succeeded, Superseded = totals }, "rewind.done");
            }
            else if (failure is not null)
            {
                await GiveUpAsync(progress, state => state with { Phase = JobPhase.Failed, Failure = failure }, "rewind.failed");
            }
            else
            {
                await StopAsync(progress);
            }
        }
        catch (OperationCanceledException)
        {
            await StopAsync(progress);
        }
#pragma warning disable CA1031 // Whatever it is, the old records are still there and the person who waits must hear of it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogRewindError(error, rewind.Id);
            await GiveUpAsync(progress, state => state with { Phase = JobPhase.Failed, Failure = error.Message }, "rewind.failed");
        }
    }

    // When it is the host that stops, the state stays Running and the next start goes on with what is staged.
    private Task StopAsync(RewindProgress progress) => progress.IsCancelledByPerson
        ? GiveUpAsync(progress, state => state with { Phase = JobPhase.Cancelled }, "rewind.cancel")
        : Task.CompletedTask;

    // Everything is staged and durable by now: giving up because of a full disk would throw the work away, so it waits for room.
    private async Task<SupersededTotals> SupersedeAsync(RewindId id)
    {
        for (var pauses = new GrowingPause(FirstPause, LongestPause); ;)
        {
            try
            {
                return await store.SupersedeAsync(id, _stop.Token);
            }
            catch (IOException error)
            {
                var pause = pauses.Next();
                LogRewindSupersedeError(error, id, pause.TotalSeconds);
                await Task.Delay(pause, time, _stop.Token);
            }
        }
    }

    private async Task GiveUpAsync(RewindProgress progress, Func<Rewind, Rewind> end, string action)
    {
        progress.TryPassPointOfNoReturn();
        try
        {
            await store.AbandonAsync(progress.State.Id, CancellationToken.None);
        }
        catch (IOException error)
        {
            // What is staged is not visible to anybody; retention takes it in the end.
            LogRewindError(error, progress.State.Id);
        }

        await EndAsync(progress, end, action);
    }

    private async Task EndAsync(RewindProgress progress, Func<Rewind, Rewind> end, string action)
    {
        var rewind = end(progress.State) with { EndedAt = time.GetUtcNow() };
        var detail = rewind.Failure
            ?? (rewind.Superseded is { } done ? $"{done.Units} units, {done.RecordsBefore} records replaced by {done.RecordsAfter}" : "nothing has changed");
        try
        {
            jobs.Save(rewind);
            await audit.AppendAsync(new AuditFact(Controller, action, $"rewind/{rewind.Id}", rewind.Reason, detail), CancellationToken.None);
        }
        catch (IOException error)
        {
            LogRewindStateError(error, rewind.Id, rewind.Phase);
        }

        LogRewindEnded(rewind.Id, rewind.Phase, detail);
        progress.Update(_ => rewind);
        lock (_gate)
        {
            _ended[rewind.Id.Value] = rewind;
            _running = null;
        }

        progress.Dispose();
    }
}
