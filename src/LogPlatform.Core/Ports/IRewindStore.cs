using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ports;

/// <summary>Replaces what a generation committed by what another release makes of the same batches: staged unit by unit, then superseded all at once.</summary>
public interface IRewindStore
{
    /// <summary>The units that are committed under a generation and visible, oldest first.</summary>
    IReadOnlyList<CommittedUnit> UnitsOf(Generation generation);

    /// <summary>The units of <see cref="UnitsOf"/> that a rewind has staged a replacement for. Survives a restart.</summary>
    IReadOnlySet<long> StagedBy(RewindId rewind);

    /// <summary>Stages the replacement of a unit: kept, and not visible to anybody. The tallies must be of exactly the unit's batches.</summary>
    ValueTask<CommitStatus> StageAsync(RewindId rewind, CommittedUnit replaces, Commit commit, CancellationToken cancellationToken);

    /// <summary>
    /// Makes every staged replacement whose original is still there visible in its stead, in one step: a query sees all of the old or all of the new. The ledger moves with it.
    /// Durable when the task completes.
    /// </summary>
    ValueTask<SupersededTotals> SupersedeAsync(RewindId rewind, CancellationToken cancellationToken);

    /// <summary>Forgets what a rewind has staged.</summary>
    ValueTask AbandonAsync(RewindId rewind, CancellationToken cancellationToken);
}
