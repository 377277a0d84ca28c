using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Gateway.Validation;

/// <summary>The checks of a stage in this process: evidence is taken in where it comes up.</summary>
internal sealed class StageChecks : IStageChecks
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<string> _plan;
    private readonly Dictionary<string, StageCheck> _checks = [];
    private readonly CustomReports _custom;
    private readonly ToldVerdicts _told = new();
    private IReadOnlyList<CheckReport> _reports = [];

    public StageChecks(RolloutState deployment, CheckStage stage, Release release)
    {
        _plan = CheckPlan.Of(deployment.Strategy, stage);
        _custom = new CustomReports(stage);
        Differences = new DiffAggregate(release.ExpectedChanges);
        foreach (var check in _plan)
        {
            if (StageCheck.Create(check, deployment.Strategy, stage, release, Differences) is { } created)
            {
                _checks.Add(check, created);
            }
        }

        _reports = Draw_NeedsLock();
    }

    /// <inheritdoc/>
    public IReadOnlyList<CheckReport> Reports => Volatile.Read(ref _reports);

    /// <inheritdoc/>
    public StageSums Others => StageSums.None;

    /// <inheritdoc/>
    public DiffAggregate Differences { get; }

    /// <inheritdoc/>
    public ValueTask BeginAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ComparedUnit Observe(Func<ComparedUnit> compare)
    {
        lock (_gate)
        {
            var compared = compare();
            foreach (var check in _checks.Values)
            {
                check.Observe(compared);
            }

            return compared;
        }
    }

    /// <inheritdoc/>
    public void Observe(AnswerResult answer)
    {
        lock (_gate)
        {
            _checks.GetValueOrDefault(CheckNames.KnownAnswers)?.Observe(answer);
        }
    }

    /// <inheritdoc/>
    public void Observe(CheckReport custom) => _custom.Take(custom);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CheckReport>> DrawAsync(StageLook look, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var check in _checks.Values)
            {
                check.Observe(look.Baseline, look.Candidate);
                if (look.Load is not null)
                {
                    check.Observe(look.Load);
                }
            }

            Volatile.Write(ref _reports, Draw_NeedsLock());
            return ValueTask.FromResult(_told.Changed(_reports));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private List<CheckReport> Draw_NeedsLock() => [.. _plan.Select(check => _checks.TryGetValue(check, out var built) ? built.Report() : _custom.Of(check))];
}
