using LogPlatform.Core.Batches;
using LogPlatform.Storage.Waiting;

namespace LogPlatform.Postgres.Journal;

/// <summary>
/// The batches that this gateway answers for: it appended them or took them over, and has not seen them committed. They are handed out in the order in which they came here,
/// because what is taken over from another gateway may have lower numbers than what was handed out before.
/// </summary>
internal sealed class OwnBatches
{
    private const int CompactAt = 4096;

    private readonly Lock _gate = new();
    private readonly HashSet<long> _outstanding = [];
    private readonly PriorityQueue<long, long> _lowest = new();
    private readonly List<JournalEntry> _line = [];
    private readonly Watermark _end = new(0);
    private int _head;
    private long _passed;
    private BatchId _cursor;

    /// <summary>The lowest number of a batch that is not committed; null when all are.</summary>
    public BatchId? Lowest
    {
        get
        {
            lock (_gate)
            {
                while (_lowest.TryPeek(out var id, out _))
                {
                    if (_outstanding.Contains(id))
                    {
                        return new BatchId(id);
                    }

                    _lowest.Dequeue();
                }

                return null;
            }
        }
    }

    /// <summary>Number of batches that are not committed.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _outstanding.Count;
            }
        }
    }

    /// <summary>Takes batches in. One caller at a time.</summary>
    public void Add(IEnumerable<JournalEntry> entries)
    {
        long end;
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                if (_outstanding.Add(entry.Id.Value))
                {
                    _lowest.Enqueue(entry.Id.Value, entry.Id.Value);
                    _line.Add(entry);
                }
            }

            end = _passed + (_line.Count - _head);
        }

        _end.Advance(end);
    }

    /// <summary>Whether a batch waits for its commit.</summary>
    public bool Contains(BatchId id)
    {
        lock (_gate)
        {
            return _outstanding.Contains(id.Value);
        }
    }

    /// <summary>Batches are committed.</summary>
    public void Settle(ReadOnlySpan<long> ids)
    {
        lock (_gate)
        {
            foreach (var id in ids)
            {
                _outstanding.Remove(id);
            }
        }
    }

    /// <summary>Forgets everything: another gateway has taken it over.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _outstanding.Clear();
            _lowest.Clear();
            _passed += _line.Count - _head;
            _line.Clear();
            _head = 0;
        }
    }

    /// <summary>
    /// The batches that came in behind <paramref name="after"/>, or all that were not passed when that is none of them. Those up to it are not handed out again.
    /// </summary>
    public List<JournalEntry> Read(BatchId after, int most)
    {
        lock (_gate)
        {
            _passed = PositionAfter_NeedsLock(after, out var at);
            (_head, _cursor) = (at, after);
            if (_head >= CompactAt && _head > _line.Count / 2)
            {
                _line.RemoveRange(0, _head);
                _head = 0;
            }

            return _line.GetRange(_head, Math.Min(most, _line.Count - _head));
        }
    }

    /// <summary>Completes when there is a batch behind <paramref name="after"/>.</summary>
    public ValueTask WaitAsync(BatchId after, CancellationToken cancellationToken)
    {
        long position;
        lock (_gate)
        {
            position = PositionAfter_NeedsLock(after, out _);
        }

        return _end.WaitAsync(position, cancellationToken);
    }

    // The number of batches up to and with `after`, ever.
    private long PositionAfter_NeedsLock(BatchId after, out int at)
    {
        at = _head;
        if (after != _cursor)
        {
            for (var i = _head; i < _line.Count; i++)
            {
                if (_line[i].Id == after)
                {
                    at = i + 1;
                    break;
                }
            }
        }

        return _passed + (at - _head);
    }
}
