namespace LogPlatform.Core.Validation;

/// <summary>The names of the built-in checks. A custom check is called <c>custom:</c> and its name in the configuration.</summary>
public static class CheckNames
{
    /// <summary>Every node is up, answers, and has been stable for the dwell time.</summary>
    public const string Readiness = "readiness";

    /// <summary>Every node reports the release's fingerprint.</summary>
    public const string Configuration = "configuration";

    /// <summary>The release's own samples give the expected output.</summary>
    public const string KnownAnswers = "known-answers";

    /// <summary>Mirrored batches: the candidate's records against the baseline's, field by field.</summary>
    public const string OutputDiff = "output-diff";

    /// <summary>The candidate is not slower, unit by unit.</summary>
    public const string Latency = "latency";

    /// <summary>The candidate keeps up with the live rate and a head-room.</summary>
    public const string Throughput = "throughput";

    /// <summary>The candidate quarantines and fails no more than the baseline.</summary>
    public const string Errors = "errors";

    /// <summary>CPU time a record and memory.</summary>
    public const string Resources = "resources";

    /// <summary>What the candidate writes can be read after a rollback.</summary>
    public const string BackwardRead = "backward-read";

    /// <summary>What the name of a custom check begins with.</summary>
    public const string CustomPrefix = "custom:";

    /// <summary>All built-in checks, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Readiness, Configuration, KnownAnswers, OutputDiff, Latency, Throughput, Errors, Resources, BackwardRead];

    /// <summary>Whether a check is run at a stage. Custom checks are run at both.</summary>
    public static bool RunsAt(string check, CheckStage stage) => stage switch
    {
        CheckStage.Validation => true,
        CheckStage.Bake => check is not (KnownAnswers or BackwardRead),
        _ => false,
    };
}
