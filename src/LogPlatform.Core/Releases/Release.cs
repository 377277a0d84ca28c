using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Releases;

/// <summary>What is deployed: a worker (the artifact), a pipeline configuration (the rules), and what the release says of itself. Never changes once it exists.</summary>
public sealed record Release
{
    /// <summary>Its name.</summary>
    public required ReleaseId Id { get; init; }

    /// <summary>Over all files of the worker folder.</summary>
    public required Fingerprint Artifact { get; init; }

    /// <summary>Over the rules as compiled: what every node reports when it runs them.</summary>
    public required Fingerprint Configuration { get; init; }

    /// <summary>Over everything in the release: artifact, rules, samples and expected changes.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>What a person wrote about it; may be empty.</summary>
    public string Notes { get; init; } = string.Empty;

    /// <summary>Number of sample batches with known answers.</summary>
    public int Samples { get; init; }

    /// <summary>Differences to the release before that are meant.</summary>
    public IReadOnlyList<ExpectedChange> ExpectedChanges { get; init; } = [];
}
