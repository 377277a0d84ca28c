using LogPlatform.Core.Time;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Segments;

/// <summary>
/// Takes the oldest segments when they are too old or all together too large. Quarantined records in them that nobody processed again are carried over to the
/// newest segment: retention never deletes those.
/// </summary>
internal sealed class StoreRetention(
    IStorageDirectory directory,
    SegmentStoreOptions options,
    StoreState state,
    SegmentLog log,
    StoreSync sync,
    StoreAppender appender,
    TimeProvider time,
    Lock removals,
    Lock gate)
{
    private readonly FrameBuilder _frame = new();
    private readonly List<StoreSegment> _taken = [];

    /// <summary>Takes what is due.</summary>
    public void Trim()
    {
        lock (removals)
        {
            try
            {
                var expired = CarryOver();

                // What was carried over must be durable before the old copy goes, and so must the batches of the segments themselves.
                if (expired.Count > 0 && sync.Sync())
                {
                    lock (gate)
                    {
                        Take_NeedsLock(expired);
                    }
                }

                // The manifest keeps the sums of what goes, so it comes first. If it fails, the files stay until the next call.
                if (_taken.Count > 0 && sync.TryCheckpoint())
                {
                    DeleteTaken();
                }
            }
            catch (Exception e) when (DiskFault.Is(e))
            {
                lock (gate)
                {
                    sync.CountFault_NeedsLock(e);
                }
            }
        }
    }

    private List<StoreSegment> CarryOver()
    {
        var now = UnixNano.FromDate(time.GetUtcNow());
        lock (gate)
        {
            if (sync.IsInDoubt)
            {
                return [];
            }

            log.StartIfDue(now);
            var expired = Expired_NeedsLock(now);
            if (expired.Count > 0)
            {
                foreach (var run in state.Quarantine.Through(expired[^1].Header.Number))
                {
                    CarryOver_NeedsLock(run);
                }
            }

            return expired;
        }
    }

    private List<StoreSegment> Expired_NeedsLock(long now)
    {
        var expired = new List<StoreSegment>();
        var bytes = log.Bytes;

        // When half of the room is quarantine, carrying it around would not make any: then size takes nothing more until somebody looks after it.
        var mayTakeForSize = state.Quarantine.Bytes <= options.MaxBytes / 2;
        foreach (var segment in log.Segments.SkipLast(1))
        {
            var isTooOld = now - segment.LastWrittenUnixNano >= (long)options.MaxAge.TotalNanoseconds;
            if (!isTooOld && (bytes <= options.MaxBytes || !mayTakeForSize))
            {
                break;
            }

            expired.Add(segment);
            bytes -= segment.Length;
        }

        return expired;
    }

    private void CarryOver_NeedsLock(QuarantineRun run)
    {
        var list = QuarantineReader.ReadList(run.List, run.Bytes);
        var kept = new MemoryStream();
        for (var i = 0; i < run.Count && QuarantineEntry.TryRead(list, out _, out var length); i++)
        {
            if (run.IsLive(i))
            {
                kept.Write(list.Span[..length]);
            }

            list = list[length..];
        }

        _frame.Begin(FrameKind.QuarantineCarry, run.Pointer, run.Pointer.Generation);
        _frame.AddQuarantineIds(run.LiveIds(), kept.ToArray());
        appender.Append_NeedsLock(_frame, []);
    }

    private void Take_NeedsLock(List<StoreSegment> expired)
    {
        foreach (var segment in expired)
        {
            state.TakenTotals.Add(segment.Totals);
            log.Remove(segment);
            _taken.Add(segment);
        }

        state.TakeThrough(expired[^1].Header.Number);
    }

    private void DeleteTaken()
    {
        foreach (var segment in _taken)
        {
            // A reader inside a read keeps the handle until it is done; the next one is told that the block is gone.
            segment.File.Dispose();
            directory.Delete(segment.FileName);
        }

        _taken.Clear();
    }
}
