using System.Buffers;
using System.Collections.Concurrent;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Waiting;

namespace LogPlatform.Storage.Segments;

/// <summary>The store of the Standalone edition: append-only segment files of commit frames.</summary>
public sealed class SegmentStore : IRecordStore, IBlockCatalog, IQuarantine, IRewindStore, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentBag<FrameBuilder> _builders = [];
    private readonly IDisposable _lock;
    private readonly StoreState _state;
    private readonly SegmentLog _log;
    private readonly StoreSync _sync;
    private readonly StoreAppender _appender;
    private readonly StoreRetention _retention;
    private readonly StoreRewinds _rewinds;
    private readonly QuarantineReader _quarantine;
    private readonly Watermark _lastId;
    private readonly int _damages;
    private long _sealSequence;

    private SegmentStore(SegmentStoreOptions options, IStorageDirectory directory, IDisposable directoryLock, TimeProvider time)
    {
        _lock = directoryLock;
        var recovery = StoreRecovery.Run(directory);
        (_state, _log, _damages) = (recovery.State, recovery.ToLog(options), recovery.Damages);
        _sync = new StoreSync(directory, options, _state, _log, time, _gate);
        _appender = new StoreAppender(_state, _log, _sync, time, _gate);

        // Retention writes down sums that a rewind moves, so they take turns.
        var removals = new Lock();
        _retention = new StoreRetention(directory, options, _state, _log, _sync, _appender, time, removals, _gate);
        _lastId = new Watermark(_state.Blocks.LastId);
        _rewinds = new StoreRewinds(_state, _appender, _sync, _lastId, removals, _gate);
        _quarantine = new QuarantineReader(_state, _gate);

        // Recovery has checked and synced everything, so the next start need not.
        _sync.TryCheckpoint();
    }

    /// <summary>Opens or creates the store; a torn tail is cut off.</summary>
    /// <exception cref="IOException">The folder is in use by another process, or the disk failed.</exception>
    /// <exception cref="InvalidDataException">The manifest is damaged, or the store was written by a later version.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static ValueTask<SegmentStore> OpenAsync(SegmentStoreOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        OpenAsync(options, new DiskDirectory(options.Directory), time, cancellationToken);

    internal static async ValueTask<SegmentStore> OpenAsync(SegmentStoreOptions options, IStorageDirectory directory, TimeProvider time, CancellationToken cancellationToken)
    {
        options.Validate();
        var directoryLock = directory.Lock();
        try
        {
            return await Task.Run(() => new SegmentStore(options, directory, directoryLock, time), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public BatchId DurableWatermark => new(_sync.Durable.Value);

    /// <summary>The highest batch that is committed: give it to the journal as <c>ContinueAfter</c>.</summary>
    public BatchId HighestCommitted
    {
        get
        {
            lock (_gate)
            {
                return new BatchId(_state.Committed.Highest);
            }
        }
    }

    /// <inheritdoc/>
    public long LastId => _lastId.Value;

    /// <inheritdoc/>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _state.Quarantine.Count;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommitStatus> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!CommitCheck.TryCheck(commit, out var blocks, out var quarantined))
        {
            return ValueTask.FromResult(CommitStatus.Malformed);
        }

        if (!_builders.TryTake(out var frame))
        {
            frame = new FrameBuilder();
        }

        // The frame is put together, checksum included, before the lock is taken.
        frame.BeginUnit(FrameKind.Commit, commit, blocks, quarantined);
        CommitStatus status;
        lock (_gate)
        {
            status = Commit_NeedsLock(commit, frame, quarantined);
        }

        frame.Clear();
        _builders.Add(frame);
        return ValueTask.FromResult(status);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk failed. The generation is refused from now on, but a restart may not know it.</exception>
    public async ValueTask SealAsync(Generation generation, CancellationToken cancellationToken)
    {
        long sequence;
        lock (_gate)
        {
            if (generation > _state.Sealed)
            {
                var frame = new FrameBuilder();
                frame.Begin(FrameKind.Seal, null, generation);
                _sealSequence = _appender.Append_NeedsLock(frame, []);
            }

            sequence = _sealSequence;
        }

        await _appender.SyncThroughAsync(sequence, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask WaitDurableAsync(BatchId after, CancellationToken cancellationToken) => _sync.Durable.WaitAsync(after.Value, cancellationToken);

    /// <inheritdoc/>
    public bool IsCommitted(BatchId id)
    {
        lock (_gate)
        {
            return _state.Committed.Contains(id.Value);
        }
    }

    /// <summary>
    /// Passes over batches that will never come, because the journal does not have them any more: <see cref="DurableWatermark"/> goes on behind them. They count as
    /// committed without records.
    /// </summary>
    public void Skip(BatchId first, BatchId last)
    {
        if (first <= last)
        {
            lock (_gate)
            {
                _sync.Skip_NeedsLock(new BatchRange(first.Value, last.Value));
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<GenerationTotals> Totals()
    {
        lock (_gate)
        {
            return _state.Totals.ToList();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<StoredBlock> Blocks(long fromUnixNano, long toUnixNano)
    {
        lock (_gate)
        {
            return _state.Blocks.Between(fromUnixNano, toUnixNano);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<StoredBlock> After(long afterId, int most)
    {
        lock (_gate)
        {
            return _state.Blocks.After(afterId, most);
        }
    }

    /// <inheritdoc/>
    public ValueTask WaitAsync(long afterId, CancellationToken cancellationToken) => _lastId.WaitAsync(afterId, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk failed.</exception>
    public IMemoryOwner<byte>? Read(StoredBlock block) => ReadPrefix(block, block.Bytes);

    /// <inheritdoc/>
    public IMemoryOwner<byte>? ReadPrefix(StoredBlock block, int bytes)
    {
        var length = Math.Min(bytes, block.Bytes);
        FramePlace place;
        lock (_gate)
        {
            if (!_state.Blocks.TryFind(block.Id, out place))
            {
                return null;
            }
        }

        var read = new PooledBlock(length);
        try
        {
            if (place.Segment.File.Read(place.Offset, read.Memory.Span) == length)
            {
                return read;
            }
        }
        catch (ObjectDisposedException)
        {
            // Retention took it between the look-up and the read.
        }

        read.Dispose();
        return null;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk failed.</exception>
    public IReadOnlyList<QuarantinedRecord> List(long afterId, int most) => _quarantine.List(afterId, most);

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk failed. The record is not listed any more, but may be again after a restart.</exception>
    public async ValueTask<bool> ReleaseAsync(long id, CancellationToken cancellationToken)
    {
        long sequence;
        lock (_gate)
        {
            if (!_state.Quarantine.Contains(id))
            {
                return false;
            }

            var frame = new FrameBuilder();
            frame.Begin(FrameKind.QuarantineRelease, null, default);
            frame.AddQuarantineIds([id], default);
            sequence = _appender.Append_NeedsLock(frame, []);
        }

        await _appender.SyncThroughAsync(sequence, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk failed.</exception>
    public IReadOnlyList<CommittedUnit> UnitsOf(Generation generation) => _rewinds.UnitsOf(generation);

    /// <inheritdoc/>
    public IReadOnlySet<long> StagedBy(RewindId rewind) => _rewinds.StagedBy(rewind);

    /// <inheritdoc/>
    /// <remarks><see cref="CommitStatus.Duplicate"/> also says that the unit is not there any more. Nothing is sealed for a rewind.</remarks>
    public ValueTask<CommitStatus> StageAsync(RewindId rewind, CommittedUnit replaces, Commit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_rewinds.Stage(rewind, replaces, commit));
    }

    /// <inheritdoc/>
    /// <remarks>A rewind that has superseded before and has nothing new staged gets the same answer again.</remarks>
    /// <exception cref="IOException">
    /// The disk failed. Either nothing has changed, or the new records are visible and a restart may bring the old ones back: call it again.
    /// </exception>
    public ValueTask<SupersededTotals> SupersedeAsync(RewindId rewind, CancellationToken cancellationToken) => _rewinds.SupersedeAsync(rewind, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk failed. A restart may bring the staged units back.</exception>
    public ValueTask AbandonAsync(RewindId rewind, CancellationToken cancellationToken) => _rewinds.AbandonAsync(rewind, cancellationToken);

    /// <summary>Takes the segments that retention is due for. The host calls it every minute or so.</summary>
    public void Trim() => _retention.Trim();

    /// <summary>The state now.</summary>
    public SegmentStoreStatus Status()
    {
        lock (_gate)
        {
            return new SegmentStoreStatus
            {
                Segments = _log.Segments.Count,
                BytesOnDisk = _log.Bytes,
                Blocks = _state.Blocks.Count,
                Rows = _state.Blocks.Rows,
                QuarantineBytes = _state.Quarantine.Bytes,
                UnsyncedBytes = _sync.UnsyncedBytes,
                OldestUnixNano = _log.Segments is [var oldest, ..] ? oldest.Header.CreatedUnixNano : 0,
                Damages = _damages,
                Faults = _sync.Faults,
                LastFault = _sync.LastFault,
            };
        }
    }

    /// <summary>Makes all commits durable and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(() => _sync.Sync() && _sync.TryCheckpoint()).ConfigureAwait(false);
        _sync.Close();
        lock (_gate)
        {
            _state.IsClosed = true;
            foreach (var segment in _log.Segments)
            {
                segment.File.Dispose();
            }
        }

        _lock.Dispose();
    }

    private CommitStatus Commit_NeedsLock(Commit commit, FrameBuilder frame, int quarantined)
    {
        var batches = new long[commit.Result.Tallies.Count];
        for (var i = 0; i < batches.Length; i++)
        {
            batches[i] = commit.Result.Tallies[i].Id.Value;
            if (_state.Committed.Contains(batches[i]))
            {
                return CommitStatus.Duplicate;
            }
        }

        if (commit.Pointer.Generation <= _state.Sealed)
        {
            return CommitStatus.Sealed;
        }

        frame.SetFirstIds(_state.NextBlockId, quarantined > 0 ? _state.NextQuarantineId : 0);
        try
        {
            _appender.Append_NeedsLock(frame, batches);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            _sync.CountFault_NeedsLock(e);
            return CommitStatus.Unavailable;
        }

        if (commit.Result.Blocks.Count > 0)
        {
            _lastId.Advance(_state.NextBlockId - 1);
        }

        return CommitStatus.Committed;
    }
}
