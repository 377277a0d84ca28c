using LogPlatform.Core.Time;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Waiting;

namespace LogPlatform.Storage.Segments;

/// <summary>
/// Makes commits durable some time after they are visible, many with one sync. Until then the journal has the batches: its watermark follows
/// <see cref="Durable"/>.
/// </summary>
internal sealed class StoreSync
{
    private const long CheckpointBytes = 64L << 20;

    private readonly IStorageDirectory _directory;
    private readonly SegmentStoreOptions _options;
    private readonly StoreState _state;
    private readonly SegmentLog _log;
    private readonly TimeProvider _time;
    private readonly Lock _gate;
    private readonly Lock _syncing = new();
    private readonly Queue<UnsyncedFrame> _unsynced = new();
    private readonly BatchSet _durable = new();
    private readonly ITimer _timer;
    private FramePlace? _durableEnd;
    private long _bytesToCheckpoint;
    private bool _isTimerSet;
    private bool _isClosed;

    public StoreSync(IStorageDirectory directory, SegmentStoreOptions options, StoreState state, SegmentLog log, TimeProvider time, Lock gate)
    {
        (_directory, _options, _state, _log, _time, _gate) = (directory, options, state, log, time, gate);
        foreach (var range in state.Committed.Ranges)
        {
            _durable.Add(range);
        }

        Durable = new Watermark(_durable.Prefix);
        DurableSequence = log.NextSequence - 1;
        _durableEnd = log.Segments is [.., var newest] ? new FramePlace(newest, newest.Length) : null;
        _timer = time.CreateTimer(_ => Sync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Every batch up to here is committed and durable.</summary>
    public Watermark Durable { get; }

    /// <summary>Every frame up to here is durable. Read under the store's lock.</summary>
    public long DurableSequence { get; private set; }

    /// <summary>Whether frames are in doubt after a failed sync: nothing may be appended before they are written again. Read under the store's lock.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>Bytes of commits that are not durable yet. Read under the store's lock.</summary>
    public long UnsyncedBytes { get; private set; }

    /// <summary>Disk faults since the start.</summary>
    public int Faults { get; private set; }

    /// <summary>What the last one was.</summary>
    public string? LastFault { get; private set; }

    /// <summary>Counts a fault of the disk. Under the store's lock.</summary>
    public void CountFault_NeedsLock(Exception fault)
    {
        Faults++;
        LastFault = fault.Message;
    }

    /// <summary>Takes in a frame that was appended.</summary>
    public void Appended_NeedsLock(UnsyncedFrame frame)
    {
        _unsynced.Enqueue(frame);
        UnsyncedBytes += frame.Length;
        if (!_isTimerSet)
        {
            _isTimerSet = true;
            _timer.Change(_options.SyncInterval, Timeout.InfiniteTimeSpan);
        }
        else if (UnsyncedBytes >= _options.SyncBytes && UnsyncedBytes - frame.Length < _options.SyncBytes)
        {
            _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Says that batches will never come: the journal does not have them any more.</summary>
    public void Skip_NeedsLock(BatchRange range)
    {
        _state.Committed.Add(range);
        _durable.Add(range);
        Durable.Advance(_durable.Prefix);
    }

    /// <summary>Makes all frames durable that were appended before the call; false when the disk failed, then it is tried again later.</summary>
    public bool Sync()
    {
        lock (_syncing)
        {
            int count;
            bool areNamesDirty;
            StoreSegment[] segments;
            lock (_gate)
            {
                _isTimerSet = false;
                if (_isClosed || (IsInDoubt && !TryWriteAgain_NeedsLock()))
                {
                    return false;
                }

                count = _unsynced.Count;
                segments = [.. _unsynced.Select(frame => frame.Place.Segment).Distinct()];
                (areNamesDirty, _log.AreNamesDirty) = (_log.AreNamesDirty, false);
            }

            try
            {
                foreach (var segment in segments)
                {
                    segment.File.Flush();
                }

                if (areNamesDirty)
                {
                    _directory.Flush();
                }
            }
            catch (Exception e) when (DiskFault.Is(e))
            {
                lock (_gate)
                {
                    CountFault_NeedsLock(e);
                    _log.AreNamesDirty = true;
                    TryWriteAgain_NeedsLock();
                    return false;
                }
            }

            lock (_gate)
            {
                Synced_NeedsLock(count);
            }

            if (_bytesToCheckpoint >= CheckpointBytes)
            {
                TryCheckpoint();
            }

            return true;
        }
    }

    /// <summary>Writes the manifest; false when the disk failed, then the old one is in force.</summary>
    public bool TryCheckpoint()
    {
        lock (_syncing)
        {
            StoreManifest manifest;
            lock (_gate)
            {
                manifest = new StoreManifest
                {
                    CheckedSegment = _durableEnd?.Segment.Header.Number ?? 0,
                    CheckedOffset = _durableEnd?.Offset ?? 0,
                    TakenThrough = _state.TakenThrough,
                    Sealed = _state.Sealed,
                    NextSegment = _log.NextSegment,
                    NextSequence = DurableSequence + 1,
                    NextBlockId = _state.NextBlockId,
                    NextQuarantineId = _state.NextQuarantineId,
                    TakenTotals = _state.TakenTotals.ToList(),
                    Committed = _durable.Ranges.ToArray(),
                };
            }

            try
            {
                manifest.Write(_directory);
                _bytesToCheckpoint = 0;
                return true;
            }
            catch (Exception e) when (DiskFault.Is(e))
            {
                lock (_gate)
                {
                    CountFault_NeedsLock(e);
                }

                return false;
            }
        }
    }

    /// <summary>Ends all syncing: a timer on its way is waited for, or finds this closed.</summary>
    public void Close()
    {
        lock (_syncing)
        {
            _isClosed = true;
            _timer.Dispose();
        }
    }

    private void Synced_NeedsLock(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var frame = _unsynced.Dequeue();
            foreach (var batch in frame.Batches)
            {
                _durable.Add(batch);
            }

            DurableSequence = frame.Sequence;
            UnsyncedBytes -= frame.Length;
            _bytesToCheckpoint += frame.Length;
            _durableEnd = frame.Place with { Offset = frame.Place.Offset + frame.Length };
        }

        Durable.Advance(_durable.Prefix);
        SetTimer_NeedsLock();
    }

    // After a failed sync the kernel may hold the pages of these frames as clean although they never reached the disk; a second sync would then report
    // success for nothing. Their bytes can still be read: they are checked and written to a new segment, whose header voids them in the old one. They stay visible
    // all the time, and count as durable only after a sync of the new file.
    private bool TryWriteAgain_NeedsLock()
    {
        IsInDoubt = true;
        SetTimer_NeedsLock();
        if (_unsynced.Count == 0)
        {
            IsInDoubt = false;
            return true;
        }

        var next = _log.NextSequence;
        StoreSegment? segment = null;
        try
        {
            var now = UnixNano.FromDate(_time.GetUtcNow());
            segment = _log.StartAt(_unsynced.Peek().Sequence, now);
            var again = new List<(UnsyncedFrame Frame, byte[] Head)>();
            foreach (var frame in _unsynced)
            {
                var bytes = ReadBack(frame);
                var head = FrameView.MoveTo(segment.Header.Number, bytes);
                again.Add((frame with { Place = _log.Rewrite(segment, bytes, now) }, head));
            }

            Moved_NeedsLock(again);
            return true;
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            CountFault_NeedsLock(e);
            if (segment is not null)
            {
                _log.GiveUp(segment, next);
            }

            return false;
        }
    }

    private void Moved_NeedsLock(List<(UnsyncedFrame Frame, byte[] Head)> again)
    {
        foreach (var (frame, head) in again)
        {
            var old = _unsynced.Dequeue().Place.Segment;
            old.IsTrusted = false;
            _unsynced.Enqueue(frame);
            _ = FrameView.TryRead(head, frame.Place.Segment.Header.Number, out var view);
            _state.Move(view, old, frame.Place);
        }

        IsInDoubt = false;
    }

    private static byte[] ReadBack(UnsyncedFrame frame)
    {
        var bytes = new byte[frame.Length];
        var (segment, offset) = frame.Place;
        return segment.File.Read(offset, bytes) == bytes.Length
            && FrameView.TryRead(bytes, segment.Header.Number, out var view)
            && view.IsBody(bytes.AsSpan(view.HeadLength, (int)view.BodyLength))
            ? bytes
            : throw new IOException("A commit that was not yet durable cannot be read back after a disk fault. A restart takes it from the journal again.");
    }

    private void SetTimer_NeedsLock()
    {
        if (!_isTimerSet && (_unsynced.Count > 0 || IsInDoubt))
        {
            _isTimerSet = true;
            _timer.Change(_options.SyncInterval, Timeout.InfiniteTimeSpan);
        }
    }
}
