using System.Threading.Channels;
using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Time;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Deployments;

/// <summary>
/// Takes one event after the other: decide, record, act, tell. Nothing is done that is not recorded. A switch is made inside the loop, before anything else is taken;
/// everything that takes time runs beside it and comes back as an event. An event that cannot be recorded is kept, in order, until it can.
/// </summary>
internal sealed partial class RolloutLoop : IDisposable
{
    private readonly IDeploymentStore _store;
    private readonly ITrafficRouter _router;
    private readonly DeploymentRecorder _recorder;
    private readonly EffectRunner _runner;
    private readonly EffectLanes _lanes;
    private readonly DeadlineDetail _detail;
    private readonly AlarmBoard _alarms;
    private readonly DeploymentInstruments _instruments;
    private readonly DeploymentChanges _changes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<Func<Task>> _inbox = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LinkedList<PendingEvent> _pending = new();
    private readonly DeadlineTimer _deadline;
    private readonly ITimer _retry;
    private readonly GrowingPause _pause = StoragePauses.Begin();
    private volatile RolloutState? _latest;
    private Task _running = Task.CompletedTask;

    public RolloutLoop(
        IDeploymentStore store,
        ITrafficRouter router,
        DeploymentRecorder recorder,
        EffectRunner runner,
        EffectLanes lanes,
        DeadlineDetail detail,
        AlarmBoard alarms,
        DeploymentInstruments instruments,
        DeploymentChanges changes,
        TimeProvider time,
        ILogger<RolloutLoop> logger)
    {
        (_store, _router, _recorder, _runner, _lanes, _detail) = (store, router, recorder, runner, lanes, detail);
        (_alarms, _instruments, _changes, _time, _logger) = (alarms, instruments, changes, time, logger);
        _deadline = new DeadlineTimer(time, () => _inbox.Writer.TryWrite(TakeDeadlineAsync));
        _retry = time.CreateTimer(_ => _inbox.Writer.TryWrite(CatchUpAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The last deployment, as it is stored; null when there was none.</summary>
    public RolloutState? Latest => _latest;

    /// <summary>Takes up what the store holds and begins.</summary>
    public void Start()
    {
        _latest = _store.Latest();
        if (_latest is { } latest)
        {
            LogDeploymentResumed(latest.Id.Value, latest.Release, latest.Phase);
            _alarms.Follow(latest);
            Post(latest.Id, new Resumed(_router.Current));

            // The one before may not have been told that this one follows.
            Post(new DeploymentId(latest.Id.Value - 1), new Superseded(latest.Id));
            _inbox.Writer.TryWrite(() =>
            {
                // Nothing may have come of it, and then nobody has set the timer.
                _deadline.Set(_latest?.Deadline);
                return Task.CompletedTask;
            });
        }

        _running = Task.Run(RunAsync);
    }

    /// <summary>Ends: what runs beside the loop is void, what waits in it is still taken.</summary>
    public async Task StopAsync()
    {
        await _lanes.StopAsync();
        _inbox.Writer.TryComplete();
        await _running;
    }

    /// <summary>Takes an event that nobody waits for.</summary>
    public void Post(DeploymentId id, RolloutEvent happening)
    {
        var pending = new PendingEvent(id, happening, _time.GetTimestamp());
        _inbox.Writer.TryWrite(() => TakeAsync(pending));
    }

    /// <summary>Begins a deployment. <paramref name="objection"/> is asked when its turn has come, with the last deployment; null means none.</summary>
    public Task<CommandResult> BeginAsync(DeployRequest request, string actor, Func<RolloutState?, CommandResult?> objection) =>
        AskAsync(async since =>
        {
            if (objection(_latest) is { } refused)
            {
                return refused;
            }

            var previous = _latest;
            var begin = Rollout.Start(request, previous?.Id.Next ?? new DeploymentId(1), _router.Current, actor, _time.GetUtcNow());
            if (begin.Refusal is { } refusal)
            {
                return new CommandResult(CommandStatus.Conflict, previous, refusal);
            }

            HashSet<AuditFact> written = [];
            var (status, detail) = await _recorder.RecordAsync(null, begin.State, null, written);
            if (status != RecordStatus.Recorded)
            {
                return await NotTakenAsync(written, status, detail);
            }

            await ApplyAsync(null, begin, since);
            if (previous is not null)
            {
                // Only now: were it told before, and the new one not stored, it would have given its way back up for nothing.
                await TakeAsync(new PendingEvent(previous.Id, new Superseded(begin.State.Id), since));
            }

            return new CommandResult(CommandStatus.Accepted, _latest);
        });

    /// <summary>Gives a command to the last deployment. <paramref name="command"/> is asked when its turn has come.</summary>
    public Task<CommandResult> CommandAsync(DeploymentId id, Func<RolloutState, RolloutEvent> command) =>
        AskAsync(async since =>
        {
            if (_latest is not { } latest || _store.Find(id) is not { } named)
            {
                return new CommandResult(CommandStatus.Unknown, null, $"There is no deployment {id}.");
            }

            if (named.Id != latest.Id)
            {
                return new CommandResult(CommandStatus.Conflict, named, $"Deployment {id} is over; deployment {latest.Id} came after it, and only the last one takes commands.");
            }

            var happening = command(latest);
            var decision = Rollout.Decide(latest, happening, _time.GetUtcNow());
            if (decision.Refusal is { } refusal)
            {
                return new CommandResult(CommandStatus.Conflict, latest, refusal);
            }

            if (decision.State.Version != latest.Version)
            {
                HashSet<AuditFact> written = [];
                var (status, detail) = await _recorder.RecordAsync(latest, decision.State, happening, written);
                if (status != RecordStatus.Recorded)
                {
                    return await NotTakenAsync(written, status, detail);
                }

                await ApplyAsync(latest, decision, since);
            }

            return new CommandResult(CommandStatus.Accepted, _latest);
        });

    public void Dispose()
    {
        _deadline.Dispose();
        _retry.Dispose();
        _lanes.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var take in _inbox.Reader.ReadAllAsync())
        {
            try
            {
                await take();
            }
#pragma warning disable CA1031 // A bug in one event must not end the deployment that the others belong to.
            catch (Exception error)
#pragma warning restore CA1031
            {
                LogEventError(error);
            }
        }
    }

    // A command is timed from here: the wait for its turn is part of what the person who gave it waits for.
    private Task<CommandResult> AskAsync(Func<long, Task<CommandResult>> command)
    {
        var since = _time.GetTimestamp();
        var answer = new TaskCompletionSource<CommandResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = _inbox.Writer.TryWrite(async () =>
        {
            try
            {
                await CatchUpAsync();
                answer.SetResult(_pending.Count == 0
                    ? await command(since)
                    : new CommandResult(CommandStatus.Unavailable, _latest, "What happened before cannot be stored at present; nothing has changed. Try again shortly."));
            }
            catch (Exception error)
            {
                answer.SetException(error);
                throw;
            }
        });
        return taken ? answer.Task : Task.FromResult(new CommandResult(CommandStatus.Unavailable, _latest, "The controller is stopping; nothing has changed."));
    }

    private async Task<CommandResult> NotTakenAsync(HashSet<AuditFact> written, RecordStatus status, string detail)
    {
        if (status == RecordStatus.Outrun)
        {
            await _recorder.TakeBackAsync(written, "somebody else was first");
            StartOver();
            return new CommandResult(CommandStatus.Conflict, _latest, "Somebody else changed the deployment at the same moment; look again.");
        }

        await _recorder.TakeBackAsync(written, $"it could not be stored: {detail}");
        return new CommandResult(CommandStatus.Unavailable, _latest, $"It could not be stored, so nothing was done: {detail}");
    }

    private async Task TakeAsync(PendingEvent happened)
    {
        await CatchUpAsync();
        if (_pending.Count > 0 || !await TryTakeAsync(happened))
        {
            _pending.AddLast(happened);
        }
    }

    /// <summary>Takes what could not be recorded before, in order, as far as it can be now.</summary>
    private async Task CatchUpAsync()
    {
        while (_pending.First is { } first)
        {
            _pending.RemoveFirst();
            if (!await TryTakeAsync(first.Value))
            {
                _pending.AddFirst(first);
                return;
            }
        }
    }

    // False when it could not be recorded: it is then as if it had not happened yet.
    private async Task<bool> TryTakeAsync(PendingEvent happened)
    {
        if ((_latest?.Id == happened.Id ? _latest : _store.Find(happened.Id)) is not { } before)
        {
            return true;
        }

        var decision = Rollout.Decide(before, happened.Happening, _time.GetUtcNow());
        if (decision.State.Version == before.Version)
        {
            return true;
        }

        var (status, detail) = await _recorder.RecordAsync(before, decision.State, happened.Happening, happened.Written);
        switch (status)
        {
            case RecordStatus.Recorded:
                _pause.Reset();
                _alarms.Set(AlarmNames.DeploymentsNotStored, null);
                await ApplyAsync(before, decision, happened.Since);
                return true;

            case RecordStatus.Outrun:
                StartOver();
                return true;

            default:
                _alarms.Set(AlarmNames.DeploymentsNotStored, $"Deployment {before.Id} stands still: what happened to it cannot be written: {detail}");
                _retry.Change(_pause.Next(), Timeout.InfiniteTimeSpan);
                return false;
        }
    }

    // The decision is recorded. The switch comes first, because somebody waits for it and nothing else is urgent.
    private async Task ApplyAsync(RolloutState? before, Decision decision, long since)
    {
        var state = decision.State;
        if (_latest is null || state.Id.Value >= _latest.Id.Value)
        {
            _latest = state;
        }

        var moved = decision.Effects.OfType<MovePointer>().SingleOrDefault() is { } move ? await _runner.SwitchAsync(move, since) : null;
        foreach (var effect in decision.Effects.Where(effect => effect is not MovePointer))
        {
            _lanes.Start(state, effect, Post);
        }

        Tell(before, state);
        var outcome = moved is null ? null : new PendingEvent(state.Id, moved, since);
        if (outcome is not null && !await TryTakeAsync(outcome))
        {
            _pending.AddFirst(outcome);
        }
    }

    private void Tell(RolloutState? before, RolloutState state)
    {
        _instruments.OnStored(before, state);
        if (before?.Phase != state.Phase)
        {
            var last = state.Timeline[^1];
            LogDeploymentMoved(state.Id.Value, state.Release, state.Phase, last.Actor, last.Message);
        }

        if (ReferenceEquals(state, _latest))
        {
            _alarms.Follow(state);
            _deadline.Set(state.Deadline);
        }

        _changes.Raise();
    }

    private async Task TakeDeadlineAsync()
    {
        await CatchUpAsync();
        if (_pending.Count == 0 && _latest is { Deadline: { } deadline } latest && _time.GetUtcNow() >= deadline)
        {
            // How far the checks without a verdict have come is told only now, when it explains something.
            foreach (var report in _detail.Progress(latest))
            {
                await TakeAsync(new PendingEvent(latest.Id, new CheckReported(report), _time.GetTimestamp()));
            }

            await TakeAsync(new PendingEvent(latest.Id, new DeadlinePassed(_detail.Explain(latest)), _time.GetTimestamp()));
        }

        _deadline.Set(_latest?.Deadline);
    }

    // Somebody else writes the same store. What holds is what is stored, and how far its effects got is unknown: as after a restart.
    private void StartOver()
    {
        _latest = _store.Latest();
        LogDeploymentOutrun(_latest?.Id.Value ?? 0);
        if (_latest is { } latest)
        {
            Post(latest.Id, new Resumed(_router.Current));
        }
    }
}
