using LogPlatform.Core.Time;

namespace LogPlatform.Storage.Segments;

/// <summary>Puts frames behind all others and takes them in.</summary>
internal sealed class StoreAppender(StoreState state, SegmentLog log, StoreSync sync, TimeProvider time, Lock gate)
{
    /// <summary>Appends a frame: it holds from now on, and is durable after a sync. Returns its number.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="batches">The batches it commits.</param>
    /// <param name="change">What a supersede frame changes, when it is known; otherwise it is read back.</param>
    /// <exception cref="IOException">No room, or the disk failed; nothing has changed.</exception>
    public long Append_NeedsLock(FrameBuilder frame, long[] batches, Supersession? change = null)
    {
        if (state.IsClosed || sync.IsInDoubt)
        {
            throw new IOException(state.IsClosed ? "The store is closed." : $"The disk failed: {sync.LastFault}");
        }

        var place = log.Append(frame, UnixNano.FromDate(time.GetUtcNow()));
        _ = FrameView.TryRead(frame.Head, place.Segment.Header.Number, out var view);
        state.Apply(view, place, change);
        sync.Appended_NeedsLock(new UnsyncedFrame(view.Sequence, place, frame.Length, batches));
        return view.Sequence;
    }

    /// <summary>Completes when a frame and all before it are durable.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public async Task SyncThroughAsync(long sequence, CancellationToken cancellationToken)
    {
        // A sync that another caller began after the frame was appended covers it as well.
        await Task.Run(() => IsDurable(sequence) || sync.Sync(), cancellationToken).ConfigureAwait(false);
        if (!IsDurable(sequence))
        {
            throw new IOException($"The disk failed: {sync.LastFault}");
        }
    }

    private bool IsDurable(long sequence)
    {
        lock (gate)
        {
            return sync.DurableSequence >= sequence;
        }
    }
}
