using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>The check of one grain with its evidence, in memory. Not thread-safe.</summary>
internal sealed class HeldCheck(CheckKey key)
{
    private readonly Dictionary<string, long> _lastNumbers = [];
    private CheckOrder? _order;
    private StageCheck? _check;
    private DiffAggregate _differences = new([]);

    private EvidenceReceipt InForce => _order is null ? default : new EvidenceReceipt(_order.Attempt, _order.Run);

    /// <summary>Begins with no evidence, unless this order is in force already; false when a newer one is.</summary>
    public bool Start(CheckOrder order)
    {
        var (attempt, run) = InForce;
        if ((order.Attempt, order.Run).CompareTo((attempt, run)) <= 0)
        {
            return (order.Attempt, order.Run) == (attempt, run);
        }

        var release = EvidenceMessages.FromJson<Release>(order.Release)!;
        _differences = new DiffAggregate(release.ExpectedChanges);
        _check = StageCheck.Create(key.Check, EvidenceMessages.FromJson<Strategy>(order.Strategy)!, key.Stage, release, _differences)
            ?? throw new ArgumentException($"There is no check '{key.Check}'.", nameof(order));
        _order = order;
        _lastNumbers.Clear();
        return true;
    }

    /// <summary>Takes evidence in that is for what is in force and new.</summary>
    public EvidenceReceipt Observe(CheckEvidence evidence)
    {
        var inForce = InForce;
        if (_check is { } check
            && inForce == new EvidenceReceipt(evidence.Attempt, evidence.Run)
            && evidence.Number > _lastNumbers.GetValueOrDefault(evidence.Source))
        {
            _lastNumbers[evidence.Source] = evidence.Number;
            TakeIn(check, evidence);
        }

        return inForce;
    }

    /// <summary>What it says now.</summary>
    public CheckAnswer Answer() => new(InForce.Attempt, InForce.Run, _check is null ? [] : EvidenceMessages.Json(_check.Report()));

    /// <summary>Forgets everything, if this attempt is in force; says whether it was.</summary>
    public bool Stop(long attempt)
    {
        if (_order?.Attempt != attempt)
        {
            return false;
        }

        (_order, _check) = (null, null);
        return true;
    }

    private void TakeIn(StageCheck check, CheckEvidence evidence)
    {
        foreach (var unit in evidence.Units)
        {
            check.Observe(EvidenceMessages.Compared(unit));
        }

        if (EvidenceMessages.FromJson<DiffDelta>(evidence.Differences) is { } delta)
        {
            _differences.Merge(delta);
        }

        if (evidence.Nodes is { } nodes)
        {
            check.Observe(EvidenceMessages.Nodes(nodes.Baseline), EvidenceMessages.Nodes(nodes.Candidate));
        }

        if (EvidenceMessages.FromJson<MirrorLoad>(evidence.Load) is { } load)
        {
            check.Observe(load);
        }

        foreach (var answer in EvidenceMessages.FromJson<AnswerResult[]>(evidence.Answers) ?? [])
        {
            check.Observe(answer);
        }
    }
}
