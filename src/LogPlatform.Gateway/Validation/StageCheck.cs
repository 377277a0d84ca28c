using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Gateway.Validation;

/// <summary>A built-in check at a stage, which leaves evidence that is not for it. Not thread-safe.</summary>
internal sealed class StageCheck
{
    private readonly string _name;
    private readonly ICheck _check;

    private StageCheck(string name, ICheck check) => (_name, _check) = (name, check);

    /// <summary>A check without evidence; null when no built-in one has that name.</summary>
    /// <param name="name">One of <see cref="CheckNames"/>.</param>
    /// <param name="strategy">What it asks for.</param>
    /// <param name="stage">When it is run.</param>
    /// <param name="release">The candidate.</param>
    /// <param name="differences">What the caller has compared; only the output diff reads it.</param>
    public static StageCheck? Create(string name, Strategy strategy, CheckStage stage, Release release, DiffAggregate differences)
    {
        ICheck? check = name switch
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
        return check is null ? null : new StageCheck(name, check);
    }

    /// <summary>Takes a unit in.</summary>
    public void Observe(in ComparedUnit compared)
    {
        if (_check is IUnitCheck check && EvidenceKindsOfChecks.Takes(_name, compared))
        {
            check.Observe(compared.Unit);
        }
    }

    /// <summary>Takes in what nodes report.</summary>
    public void Observe(IReadOnlyList<NodeReport> baseline, IReadOnlyList<NodeReport> candidate) => (_check as INodeCheck)?.ObserveNodes(baseline, candidate);

    /// <summary>Takes in the load.</summary>
    public void Observe(MirrorLoad load) => (_check as ThroughputCheck)?.Observe(load);

    /// <summary>Takes in what a sample of the release gave.</summary>
    public void Observe(AnswerResult answer) => (_check as KnownAnswersCheck)?.Observe(answer);

    /// <summary>What it says now.</summary>
    public CheckReport Report() => _check.Report();
}
