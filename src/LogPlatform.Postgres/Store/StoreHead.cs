using LogPlatform.Core.Slots;

namespace LogPlatform.Postgres.Store;

/// <summary>The head of the store, as long as it is locked.</summary>
/// <param name="FirstUnit">The number of the first new unit.</param>
/// <param name="FirstBlock">The id of the first new block.</param>
/// <param name="FirstQuarantined">The id of the first newly quarantined record.</param>
/// <param name="Sealed">The last generation that is sealed.</param>
/// <param name="Settled">Every batch up to here is committed.</param>
internal sealed record StoreHead(long FirstUnit, long FirstBlock, long FirstQuarantined, Generation Sealed, long Settled)
{
    /// <summary>Those of the batches that were asked for that are committed.</summary>
    public HashSet<long> Committed { get; } = [];

    /// <summary>Whether a batch is committed.</summary>
    public bool IsCommitted(long batch) => batch <= Settled || Committed.Contains(batch);
}
