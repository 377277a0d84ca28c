using LogPlatform.Core.Ports;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Releases;
using LogPlatform.Gateway.Deployments;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Rehearsals;

/// <summary>Runs rehearsals, one at a time. They change nothing, so they are not kept over a restart.</summary>
internal sealed partial class RehearsalService(
    RehearsalRun run,
    IReleaseCatalog releases,
    ITrafficRouter router,
    TimeProvider time,
    ILogger<RehearsalService> logger) : IRehearsals, IAsyncDisposable
{
    private const int MostKept = 100;

    private readonly ILogger _logger = logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly LinkedList<RehearsalProgress> _rehearsals = [];
    private Task _running = Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Rehearsal>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(List());

    /// <summary>All of them, newest first.</summary>
    public IReadOnlyList<Rehearsal> List()
    {
        lock (_gate)
        {
            return [.. _rehearsals.Select(progress => progress.State)];
        }
    }

    /// <inheritdoc/>
    public Task<JobStart<Rehearsal>> StartAsync(RehearsalRequest request, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (Mistake(request, now) is { } mistake)
        {
            return Refuse(CommandStatus.Invalid, mistake);
        }

        if (releases.Find(request.Release) is not { } release)
        {
            return Refuse(CommandStatus.Unknown, $"there is no release {request.Release}");
        }

        if (releases.Damage(request.Release) is { } damage)
        {
            return Refuse(CommandStatus.Invalid, damage);
        }

        lock (_gate)
        {
            if (_rehearsals.First?.Value.State is { Phase: JobPhase.Running } running)
            {
                return Refuse(CommandStatus.Conflict, $"rehearsal {running.Id} of release {running.Release} runs");
            }

            var progress = new RehearsalProgress(
                new Rehearsal
                {
                    Id = (_rehearsals.First?.Value.State.Id ?? 0) + 1,
                    Release = request.Release,
                    Baseline = router.Current.Release,
                    From = request.From,
                    To = request.To < now ? request.To : now,
                    Phase = JobPhase.Running,
                    Actor = actor,
                    StartedAt = now,
                },
                _stop.Token);
            Keep_NeedsLock(progress);
            _running = Task.Run(() => RunAsync(progress, release, request.MaxBatches), CancellationToken.None);
            return Task.FromResult(new JobStart<Rehearsal>(CommandStatus.Accepted, progress.State));
        }
    }

    /// <inheritdoc/>
    public Task<bool> CancelAsync(long id, CancellationToken cancellationToken) => Task.FromResult(Cancel(id));

    /// <summary>Stops one; false when it does not run.</summary>
    public bool Cancel(long id)
    {
        lock (_gate)
        {
            return _rehearsals.FirstOrDefault(progress => progress.State.Id == id)?.TryCancel() ?? false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        foreach (var progress in _rehearsals)
        {
            progress.Dispose();
        }

        _stop.Dispose();
    }

    private static Task<JobStart<Rehearsal>> Refuse(CommandStatus status, string why) => Task.FromResult(new JobStart<Rehearsal>(status, null, why));

    // The end may lie ahead, as "until now" does by the clock of whoever asks: it is then now.
    private static string? Mistake(RehearsalRequest request, DateTimeOffset now) =>
        request.From >= request.To ? "the window ends before it begins"
        : request.From >= now ? "the window begins in the future: nothing is recorded yet"
        : request.MaxBatches < 0 ? "the number of batches is negative"
        : null;

    private void Keep_NeedsLock(RehearsalProgress progress)
    {
        _rehearsals.AddFirst(progress);
        if (_rehearsals.Count > MostKept)
        {
            _rehearsals.Last!.Value.Dispose();
            _rehearsals.RemoveLast();
        }
    }

    private async Task RunAsync(RehearsalProgress progress, Release release, long maxBatches)
    {
        var started = progress.State;
        LogRehearsalStarted(started.Id, started.Release, started.Baseline, started.Actor);
        try
        {
            await run.RunAsync(progress, release, maxBatches);
            End(progress, JobPhase.Succeeded, null);
        }
        catch (OperationCanceledException) when (progress.Cancelled.IsCancellationRequested)
        {
            End(progress, JobPhase.Cancelled, null);
        }
        catch (SlotProvisionException failed)
        {
            End(progress, JobPhase.Failed, failed.Message);
        }
#pragma warning disable CA1031 // Whatever it is, production is not touched and the person who waits must hear of it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogRehearsalError(error, started.Id);
            End(progress, JobPhase.Failed, error.Message);
        }
    }

    private void End(RehearsalProgress progress, JobPhase phase, string? failure)
    {
        progress.Update(state => state with { Phase = phase, Failure = failure, EndedAt = time.GetUtcNow() });
        var ended = progress.State;
        LogRehearsalEnded(ended.Id, ended.Phase, ended.RecordsDifferent, ended.Records, ended.Failures);
    }
}
