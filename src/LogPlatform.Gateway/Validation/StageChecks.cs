using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Gateway.Validation;

/// <summary>The checks of a stage with their evidence. Evidence comes from any thread, and one thread at a time draws the verdicts.</summary>
internal sealed class StageChecks
{
    private readonly Lock _gate = new();
    private readonly CheckStage _stage;
    private readonly IReadOnlyList<string> _plan;
    private readonly Dictionary<string, ICheck> _checks = [];
    private readonly Dictionary<string, CheckReport> _custom = [];
    private readonly Dictionary<string, Verdict> _told = [];
    private IReadOnlyList<CheckReport> _reports = [];

    public StageChecks(RolloutState deployment, CheckStage stage, Release release, DiffAggregate differences)
    {
        _stage = stage;
        _plan = CheckPlan.Of(deployment.Strategy, stage);
        foreach (var check in _plan)
        {
            if (Create(check, deployment.Strategy, stage, release, differences) is { } created)
            {
                _checks.Add(check, created);
            }
        }

        _reports = Draw_NeedsLock();
    }

    /// <summary>What the checks said when they were last asked.</summary>
    public IReadOnlyList<CheckReport> Reports => Volatile.Read(ref _reports);

    /// <summary>Whether a check that lives on samples has no verdict yet.</summary>
    public bool NeedsSamples => Reports.Any(report => report.Verdict == Verdict.Inconclusive && IsFedByUnits(report.Check));

    /// <summary>Whether the throughput check has no verdict yet.</summary>
    public bool NeedsLoad => Reports.Any(report => report is { Verdict: Verdict.Inconclusive, Check: CheckNames.Throughput });

    /// <summary>Whether a check is run.</summary>
    public bool Runs(string check) => _plan.Contains(check);

    /// <summary>Compares a unit and takes it in; one at a time, because the comparison counts into what checks read.</summary>
    public ComparedUnit Observe(Func<ComparedUnit> compare)
    {
        lock (_gate)
        {
            var compared = compare();
            foreach (var (name, check) in _checks)
            {
                if (check is IUnitCheck unitCheck && Takes(name, compared))
                {
                    unitCheck.Observe(compared.Unit);
                }
            }

            return compared;
        }
    }

    /// <summary>Takes in what nodes report, and the load unless it is not measured yet.</summary>
    public void Observe(IReadOnlyList<NodeReport> baseline, IReadOnlyList<NodeReport> candidate, MirrorLoad? load)
    {
        lock (_gate)
        {
            foreach (var check in _checks.Values)
            {
                (check as INodeCheck)?.ObserveNodes(baseline, candidate);
                if (load is not null)
                {
                    (check as ThroughputCheck)?.Observe(load);
                }
            }
        }
    }

    /// <summary>Takes in what a sample of the release gave.</summary>
    public void Observe(AnswerResult answer)
    {
        lock (_gate)
        {
            (_checks.GetValueOrDefault(CheckNames.KnownAnswers) as KnownAnswersCheck)?.Observe(answer);
        }
    }

    /// <summary>Takes in what a custom check says.</summary>
    public void Observe(CheckReport custom)
    {
        lock (_gate)
        {
            _custom[custom.Check] = custom;
        }
    }

    /// <summary>Asks every check, and returns the reports whose verdict is another than before.</summary>
    public IReadOnlyList<CheckReport> Draw()
    {
        lock (_gate)
        {
            Volatile.Write(ref _reports, Draw_NeedsLock());
            var changed = _reports.Where(report => report.Verdict != _told.GetValueOrDefault(report.Check, Verdict.Inconclusive)).ToList();
            changed.ForEach(report => _told[report.Check] = report.Verdict);
            return changed;
        }
    }

    private static ICheck? Create(string check, Strategy strategy, CheckStage stage, Release release, DiffAggregate differences) => check switch
    {
        CheckNames.Readiness => new ReadinessCheck(strategy, stage),
        CheckNames.Configuration => new ConfigurationCheck(stage, release.Id, release.Configuration),
        CheckNames.KnownAnswers => new KnownAnswersCheck(stage, release.Samples),
        CheckNames.OutputDiff => new OutputDiffCheck(strategy, stage, differences),
        CheckNames.Latency => new LatencyCheck(strategy, stage),
        CheckNames.Throughput => new ThroughputCheck(strategy, stage),
        CheckNames.Errors => new ErrorsCheck(strategy, stage),
        CheckNames.Resources => new ResourcesCheck(strategy, stage),
        CheckNames.BackwardRead => new BackwardReadCheck(strategy, stage),
        _ => null,
    };

    private static bool Takes(string check, in ComparedUnit compared) => check switch
    {
        CheckNames.Latency or CheckNames.Resources => compared.IsMeasured,
        CheckNames.BackwardRead => compared.IsOutputCompared,
        _ => true,
    };

    private static bool IsFedByUnits(string check) =>
        check is CheckNames.OutputDiff or CheckNames.Latency or CheckNames.Throughput or CheckNames.Errors or CheckNames.Resources or CheckNames.BackwardRead;

    private List<CheckReport> Draw_NeedsLock() => [.. _plan.Select(check => _checks.TryGetValue(check, out var built) ? built.Report() : CustomReport_NeedsLock(check))];

    private CheckReport CustomReport_NeedsLock(string check) => _custom.TryGetValue(check, out var report) ? report : new CheckReport
    {
        Check = check,
        Stage = _stage,
        Verdict = Verdict.Inconclusive,
        Summary = "no check of this name is configured on this host",
        MinSamples = 1,
        SampleUnit = "answer",
    };
}
