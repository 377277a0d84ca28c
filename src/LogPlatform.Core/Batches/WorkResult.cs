namespace LogPlatform.Core.Batches;

/// <summary>
/// A worker's answer for one <see cref="WorkUnit"/>. Encoded parts are opaque here; the store checks them when it commits. Their memory is pooled: whoever
/// received the result disposes it after the commit, and nobody keeps the bytes beyond that.
/// </summary>
public sealed record WorkResult : IDisposable
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

    /// <summary>
    /// From the moment the node could begin with the unit to its answer, as the host saw it: queues are not counted. Zero where nobody measured.
    /// </summary>
    public TimeSpan ServiceTime { get; init; }

    /// <summary>What the encoded parts were rented from, or null when they were not.</summary>
    public IDisposable? Memory { get; init; }

    /// <summary>Gives the memory of the encoded parts back.</summary>
    public void Dispose() => Memory?.Dispose();
}
