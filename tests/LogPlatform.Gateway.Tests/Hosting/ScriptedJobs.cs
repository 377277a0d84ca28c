using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Rewinds;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>Rehearsals and rewinds that only begin and are cancelled.</summary>
internal sealed class ScriptedJobs : IRehearsals, IRewinds
{
    private readonly List<Rehearsal> _rehearsals = [];
    private readonly List<Rewind> _rewinds = [];

    /// <summary>Why nothing is started; None is that it is.</summary>
    public CommandStatus Refusal { get; set; }

    public RehearsalRequest? Request { get; private set; }

    Task<IReadOnlyList<Rehearsal>> IRehearsals.ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Rehearsal>>([.. _rehearsals]);

    Task<IReadOnlyList<Rewind>> IRewinds.ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Rewind>>([.. _rewinds]);

    public Task<JobStart<Rehearsal>> StartAsync(RehearsalRequest request, string actor, CancellationToken cancellationToken)
    {
        Request = request;
        if (Refusal != CommandStatus.None)
        {
            return Task.FromResult(new JobStart<Rehearsal>(Refusal, null, "One runs already."));
        }

        _rehearsals.Insert(0, new Rehearsal
        {
            Id = _rehearsals.Count + 1,
            Release = request.Release,
            Baseline = TestStates.Name("1.0-aaaaaaaa"),
            From = request.From,
            To = request.To,
            Phase = JobPhase.Running,
            Actor = actor,
            StartedAt = TestStates.Start,
        });
        return Task.FromResult(new JobStart<Rehearsal>(CommandStatus.Accepted, _rehearsals[0]));
    }

    public Task<JobStart<Rewind>> StartAsync(Generation generation, string actor, string reason, CancellationToken cancellationToken)
    {
        if (Refusal != CommandStatus.None)
        {
            return Task.FromResult(new JobStart<Rewind>(Refusal, null, "One runs already."));
        }

        _rewinds.Insert(0, new Rewind
        {
            Id = new RewindId(_rewinds.Count + 1),
            Generation = generation,
            By = new SlotPointer(Color.Blue, new Generation(9), TestStates.Name("1.0-aaaaaaaa")),
            Phase = JobPhase.Running,
            Actor = actor,
            Reason = reason,
            StartedAt = TestStates.Start,
        });
        return Task.FromResult(new JobStart<Rewind>(CommandStatus.Accepted, _rewinds[0]));
    }

    public Task<bool> CancelAsync(long id, CancellationToken cancellationToken)
    {
        var at = _rehearsals.FindIndex(job => job.Id == id && job.Phase == JobPhase.Running);
        if (at >= 0)
        {
            _rehearsals[at] = _rehearsals[at] with { Phase = JobPhase.Cancelled };
        }

        return Task.FromResult(at >= 0);
    }

    public Task<bool> CancelAsync(RewindId id, CancellationToken cancellationToken)
    {
        var at = _rewinds.FindIndex(job => job.Id == id && job.Phase == JobPhase.Running);
        if (at >= 0)
        {
            _rewinds[at] = _rewinds[at] with { Phase = JobPhase.Cancelled };
        }

        return Task.FromResult(at >= 0);
    }
}
