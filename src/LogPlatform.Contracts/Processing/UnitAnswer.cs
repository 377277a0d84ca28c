namespace LogPlatform.Contracts.Processing;

/// <summary>A silo's answer to a unit.</summary>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.UnitAnswer")]
public sealed record UnitAnswer
{
    /// <summary>The number of the request.</summary>
    [Id(0)]
    public required long Number { get; init; }

    /// <summary>What became of it; the rest is empty unless it was processed.</summary>
    [Id(1)]
    public required UnitStatus Status { get; init; }

    /// <summary>Why it failed; empty otherwise.</summary>
    [Id(2)]
    public string Detail { get; init; } = string.Empty;

    /// <summary>One for each batch, in their order.</summary>
    [Id(3)]
    public BatchCounts[] Tallies { get; init; } = [];

    /// <summary>The encoded blocks, one behind the other.</summary>
    [Id(4)]
    public byte[] Blocks { get; init; } = [];

    /// <summary>The length of each block, bytes.</summary>
    [Id(5)]
    public int[] BlockLengths { get; init; } = [];

    /// <summary>The encoded quarantine list.</summary>
    [Id(6)]
    public byte[] Quarantine { get; init; } = [];

    /// <summary>CPU time that the unit took, nanoseconds.</summary>
    [Id(7)]
    public long CpuNanoseconds { get; init; }

    /// <summary>Time that the unit took on the silo without its wait for a processor, nanoseconds.</summary>
    [Id(8)]
    public long ServiceNanoseconds { get; init; }

    /// <summary>Name of the silo.</summary>
    [Id(9)]
    public string Node { get; init; } = string.Empty;
}
