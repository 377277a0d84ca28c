using System.Buffers;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Storage.Segments;

/// <summary>The store of the Standalone edition: append-only segment files of commit frames.</summary>
public sealed class SegmentStore : IRecordStore, IBlockCatalog, IQuarantine, IAsyncDisposable
{
    /// <summary>Opens or creates the store; a torn tail is cut off.</summary>
    public static ValueTask<SegmentStore> OpenAsync(SegmentStoreOptions options, TimeProvider time, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public BatchId DurableWatermark => throw new NotImplementedException();

    /// <inheritdoc/>
    public long LastId => throw new NotImplementedException();

    /// <inheritdoc/>
    public long Count => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<CommitStatus> CommitAsync(Commit commit, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask SealAsync(Generation generation, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask WaitDurableAsync(BatchId after, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool IsCommitted(BatchId id) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<GenerationTotals> Totals() => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<StoredBlock> Blocks(long fromUnixNano, long toUnixNano) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<StoredBlock> After(long afterId, int most) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask WaitAsync(long afterId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IMemoryOwner<byte>? Read(StoredBlock block) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<QuarantinedRecord> List(long afterId, int most) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseAsync(long id, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
