namespace LogPlatform.Gateway.Validation;

/// <summary>What a check can live on.</summary>
[Flags]
internal enum EvidenceKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Units that went through both releases.</summary>
    Units = 1,

    /// <summary>Differences of their records.</summary>
    Differences = 2,

    /// <summary>What was offered to the candidate, and what it answered.</summary>
    Load = 4,

    /// <summary>What nodes report.</summary>
    Nodes = 8,

    /// <summary>What the release makes of its own samples.</summary>
    Answers = 16,

    /// <summary>All that comes of mirrored traffic.</summary>
    Traffic = Units | Differences | Load,
}
