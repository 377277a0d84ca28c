using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ports;

/// <summary>Processed records. The write side: exactly once by batch, fenced by generation.</summary>
public interface IRecordStore
{
    /// <summary>Every batch up to here is committed and durable: the journal may let go of those.</summary>
    BatchId DurableWatermark { get; }

    /// <summary>Completes after <see cref="DurableWatermark"/> passed <paramref name="after"/>.</summary>
    ValueTask WaitDurableAsync(BatchId after, CancellationToken cancellationToken);

    /// <summary>Commits the result of one unit of work, all of it or nothing.</summary>
    ValueTask<CommitStatus> CommitAsync(Commit commit, CancellationToken cancellationToken);

    /// <summary>Refuses all later commits of <paramref name="generation"/> and of earlier ones. Durable when the task completes.</summary>
    ValueTask SealAsync(Generation generation, CancellationToken cancellationToken);

    /// <summary>Whether a batch is committed.</summary>
    bool IsCommitted(BatchId id);

    /// <summary>Those of some batches that are committed, all looked at in one moment where that is possible. A store that has to ask somebody else asks once for all.</summary>
    IReadOnlySet<BatchId> CommittedOf(IReadOnlyCollection<BatchId> ids) => ids.Where(IsCommitted).ToHashSet();

    /// <summary>The sums of all committed tallies for each generation, in order.</summary>
    IReadOnlyList<GenerationTotals> Totals();
}
