namespace LogPlatform.Core.Batches;

/// <summary>A worker's answer for one <see cref="WorkUnit"/>. Encoded parts are opaque here; the store checks them when it commits.</summary>
public sealed record WorkResult
{
    /// <summary>The <see cref="WorkUnit.Number"/> this answers.</summary>
    public required long Number { get; init; }

    /// <summary>One tally for each batch of the unit, in its order.</summary>
    public required IReadOnlyList<BatchTally> Tallies { get; init; }

    /// <summary>Encoded blocks of kept records, in order; empty when none were kept.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Blocks { get; init; }

    /// <summary>The encoded quarantine list; empty when nothing was quarantined.</summary>
    public required ReadOnlyMemory<byte> Quarantine { get; init; }

    /// <summary>CPU time the worker spent on the unit, nanoseconds.</summary>
    public required long CpuNanoseconds { get; init; }
}
