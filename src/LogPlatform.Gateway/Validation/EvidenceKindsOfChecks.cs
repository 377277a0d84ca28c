using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation;

/// <summary>What each built-in check lives on.</summary>
internal static class EvidenceKindsOfChecks
{
    /// <summary>The evidence that is for a check; none for a custom one.</summary>
    public static EvidenceKinds Of(string check) => check switch
    {
        CheckNames.Readiness or CheckNames.Configuration => EvidenceKinds.Nodes,
        CheckNames.KnownAnswers => EvidenceKinds.Answers,
        CheckNames.OutputDiff => EvidenceKinds.Differences,
        CheckNames.Latency or CheckNames.Errors or CheckNames.BackwardRead => EvidenceKinds.Units,
        CheckNames.Resources => EvidenceKinds.Units | EvidenceKinds.Nodes,
        CheckNames.Throughput => EvidenceKinds.Load,
        _ => EvidenceKinds.None,
    };

    /// <summary>Whether a unit is evidence for a check that lives on units.</summary>
    public static bool Takes(string check, in ComparedUnit compared) => check switch
    {
        CheckNames.Latency or CheckNames.Resources => compared.IsMeasured,
        CheckNames.BackwardRead => compared.IsOutputCompared,
        _ => true,
    };
}
