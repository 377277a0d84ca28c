using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>What was collected since the last batch, as it travels, for all checks.</summary>
/// <param name="Units">Units.</param>
/// <param name="Differences">Differences of their records; empty when none was compared.</param>
/// <param name="Nodes">What nodes report; null when nobody looked.</param>
/// <param name="Load">The load; empty when nobody looked.</param>
/// <param name="Answers">What samples gave; empty when there is nothing new.</param>
internal sealed record EvidenceBatch(UnitEvidence[] Units, byte[] Differences, NodesEvidence? Nodes, byte[] Load, byte[] Answers)
{
    /// <summary>What a gateway has collected.</summary>
    public static EvidenceBatch Of(UnitEvidence[] units, DiffDelta? differences, IReadOnlyList<AnswerResult> answers) => new(
        units,
        differences is null or { IsEmpty: true } ? [] : EvidenceMessages.Json(differences),
        null,
        [],
        answers.Count == 0 ? [] : EvidenceMessages.Json(answers));

    /// <summary>With what the leader of the stage has seen.</summary>
    public EvidenceBatch With(StageLook look, MirrorLoad? load) => this with { Nodes = EvidenceMessages.Of(look), Load = load is null ? [] : EvidenceMessages.Json(load) };

    /// <summary>The part that is for a check; null when there is none.</summary>
    public CheckEvidence? For(string check, string source, long attempt, long number)
    {
        var kinds = EvidenceKindsOfChecks.Of(check);
        var evidence = new CheckEvidence
        {
            Attempt = attempt,
            Run = 0,
            Source = source,
            Number = number,
            Units = kinds.HasFlag(EvidenceKinds.Units) ? Units : [],
            Differences = kinds.HasFlag(EvidenceKinds.Differences) ? Differences : [],
            Nodes = kinds.HasFlag(EvidenceKinds.Nodes) ? Nodes : null,
            Load = kinds.HasFlag(EvidenceKinds.Load) ? Load : [],
            Answers = kinds.HasFlag(EvidenceKinds.Answers) ? Answers : [],
        };
        var isEmpty = evidence is { Units: [], Differences: [], Nodes: null, Load: [], Answers: [] };
        return isEmpty ? null : evidence;
    }
}
