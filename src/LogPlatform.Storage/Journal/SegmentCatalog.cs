using LogPlatform.Core.Batches;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Journal;

/// <summary>
/// The segments of a journal in order, and where their entries are. Only the indexes of the segments in use are in memory; others are read from
/// the file when somebody asks, so a backlog costs disk, not memory.
/// </summary>
internal sealed class SegmentCatalog(IStorageDirectory directory, IEnumerable<JournalSegment> segments)
{
    private const int IndexesInMemory = 4;

    private readonly Lock _gate = new();
    private readonly Lock _loading = new();
    private readonly List<JournalSegment> _segments = [.. segments];
    private long _turn;
    private long _released;
    private long _unreleasedBytes = long.MaxValue;

    /// <summary>Every batch up to here is durable in the store.</summary>
    public BatchId Released => new(Volatile.Read(ref _released));

    /// <summary>Bytes of entries that are not durable in the store.</summary>
    public long UnreleasedBytes => Volatile.Read(ref _unreleasedBytes);

    /// <summary>The newest segment; null before the first append ever.</summary>
    public JournalSegment? Newest
    {
        get
        {
            lock (_gate)
            {
                return _segments.Count == 0 ? null : _segments[^1];
            }
        }
    }

    /// <summary>The segments, oldest first.</summary>
    public JournalSegment[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _segments];
        }
    }

    /// <summary>Adds the newest segment.</summary>
    public void Add(JournalSegment segment)
    {
        lock (_gate)
        {
            segment.IndexUse = ++_turn;
            _segments.Add(segment);
            DropIndexes_NeedsLock();
        }
    }

    /// <summary>Counts durable entries into the newest segment.</summary>
    public void Publish(JournalSegment segment, ReadOnlySpan<EntryHeader> entries)
    {
        lock (_gate)
        {
            var before = segment.DataEnd;
            foreach (ref readonly var entry in entries)
            {
                segment.Add(entry);
            }

            Volatile.Write(ref _unreleasedBytes, _unreleasedBytes + segment.DataEnd - before);
        }
    }

    /// <summary>Takes a segment off the list.</summary>
    public void Remove(JournalSegment segment)
    {
        lock (_gate)
        {
            _segments.Remove(segment);
        }
    }

    /// <summary>Raises the watermark up to which batches are durable in the store.</summary>
    public void Release(BatchId watermark)
    {
        lock (_gate)
        {
            if (watermark.Value > _released)
            {
                Volatile.Write(ref _released, watermark.Value);
            }

            CountUnreleased_NeedsLock();
        }
    }

    /// <summary>Adds durable batches from <paramref name="from"/> on to <paramref name="entries"/>, until it holds <paramref name="most"/>.</summary>
    public void Read(BatchId from, List<JournalEntry> entries, int most)
    {
        while (entries.Count < most && Find(from) is { } segment)
        {
            var index = segment.Index ?? Load(segment);
            lock (_gate)
            {
                segment.IndexUse = ++_turn;
                var first = Math.Max(0, from.Value - segment.Header.FirstId.Value);
                var end = Math.Min(index.Count, first + most - entries.Count);
                for (var i = (int)first; i < end; i++)
                {
                    entries.Add(index[i].ToEntry(segment.Header.Number, new BatchId(segment.Header.FirstId.Value + i)));
                }

                from = segment.EndId;
            }
        }
    }

    // The first segment with a batch at or behind `id`. Batches before the oldest segment are gone; a reader goes on with what is there.
    private JournalSegment? Find(BatchId id)
    {
        lock (_gate)
        {
            var (low, high) = (0, _segments.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _segments[middle].EndId > id ? (low, middle) : (middle + 1, high);
            }

            return low < _segments.Count ? _segments[low] : null;
        }
    }

    // Only finished segments are without an index, so nobody adds entries while the file is read.
    private List<EntryPosition> Load(JournalSegment segment)
    {
        lock (_loading)
        {
            if (segment.Index is { } loaded)
            {
                return loaded;
            }

            var index = new List<EntryPosition>((int)Math.Min(1 << 20, segment.EndId.Value - segment.Header.FirstId.Value));
            using (var file = directory.Open(segment.FileName, FileAccess.Read))
            {
                var scanner = file is null ? null : new EntryScanner(file, segment.Header);
                while (scanner is not null && scanner.Offset < segment.DataEnd && scanner.TryNext(out var header) && header.Id < segment.EndId)
                {
                    index.Add(EntryPosition.Of(header, scanner.EntryOffset));
                }
            }

            lock (_gate)
            {
                segment.Index = index;
                segment.IndexUse = ++_turn;
                DropIndexes_NeedsLock();
            }

            return index;
        }
    }

    // The newest segment is being written and keeps its index; of the others those that were not used for longest lose theirs.
    private void DropIndexes_NeedsLock()
    {
        var indexed = _segments.SkipLast(1).Where(segment => segment.Index is not null).OrderByDescending(segment => segment.IndexUse);
        foreach (var segment in indexed.Skip(IndexesInMemory).ToArray())
        {
            segment.Index = null;
        }
    }

    private void CountUnreleased_NeedsLock()
    {
        var bytes = 0L;
        for (var i = _segments.Count - 1; i >= 0 && _segments[i].EndId.Value > _released + 1; i--)
        {
            var segment = _segments[i];
            var released = (int)Math.Max(0, _released + 1 - segment.Header.FirstId.Value);
            var start = released > 0 && segment.Index is { } index && released <= index.Count ? index[released - 1].End : SegmentHeader.DataStart;
            bytes += segment.DataEnd - start;
        }

        Volatile.Write(ref _unreleasedBytes, bytes);
    }
}
