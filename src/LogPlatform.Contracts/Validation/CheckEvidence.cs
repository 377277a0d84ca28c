namespace LogPlatform.Contracts.Validation;

/// <summary>A batch of evidence for one check.</summary>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.CheckEvidence")]
public sealed record CheckEvidence
{
    /// <summary>The attempt at the stage.</summary>
    [Id(0)]
    public required long Attempt { get; init; }

    /// <summary>The run of the check.</summary>
    [Id(1)]
    public required long Run { get; init; }

    /// <summary>Who has collected it; never the same for two that collect.</summary>
    [Id(2)]
    public required string Source { get; init; }

    /// <summary>The source's number of the batch; it only grows.</summary>
    [Id(3)]
    public required long Number { get; init; }

    /// <summary>Units that went through both releases.</summary>
    [Id(4)]
    public UnitEvidence[] Units { get; init; } = [];

    /// <summary>Differences of their records, JSON in UTF-8; empty when there are none.</summary>
    [Id(5)]
    public byte[] Differences { get; init; } = [];

    /// <summary>What nodes of both releases report; null when nobody looked, and when it is not for this check.</summary>
    [Id(6)]
    public NodesEvidence? Nodes { get; init; }

    /// <summary>The load of all gateways, JSON in UTF-8; empty before it is measured, and when it is not for this check.</summary>
    [Id(7)]
    public byte[] Load { get; init; } = [];

    /// <summary>What the release made of its samples, JSON in UTF-8; empty when there is nothing new.</summary>
    [Id(8)]
    public byte[] Answers { get; init; } = [];
}
