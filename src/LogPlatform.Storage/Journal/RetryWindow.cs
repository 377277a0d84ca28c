namespace LogPlatform.Storage.Journal;

/// <summary>Recent batches by key or by content, so that a client's retry is recognised. Bounded in time and in number.</summary>
internal sealed class RetryWindow(TimeSpan window, int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<RememberedBatch> _order = new();
    private readonly Dictionary<string, RememberedBatch> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<BatchContent, RememberedBatch> _byContent = [];

    /// <summary>Length of the window, nanoseconds; 0 when it is off.</summary>
    public long Nanoseconds { get; } = most == 0 ? 0 : (long)window.TotalNanoseconds;

    /// <summary>
    /// Finds the batch that one with this key (or, without a key, this content) may be a retry of; without one it remembers the new batch. Exactly one
    /// of two concurrent calls is told to append.
    /// </summary>
    /// <returns>True when the caller is to append <paramref name="batch"/>; false when <paramref name="batch"/> is an earlier one to compare with.</returns>
    public bool TryRemember(string? key, BatchContent content, long nowUnixNano, out RememberedBatch batch)
    {
        lock (_gate)
        {
            Forget_NeedsLock(nowUnixNano);
            if (key is null ? _byContent.TryGetValue(content, out var found) : _byKey.TryGetValue(key, out found))
            {
                batch = found;
                return false;
            }

            batch = new RememberedBatch(key, content);
            Add_NeedsLock(batch);
            return true;
        }
    }

    /// <summary>Takes in a batch that was found in the journal on opening.</summary>
    public void Restore(RememberedBatch batch, long nowUnixNano)
    {
        lock (_gate)
        {
            Drop_NeedsLock(batch);
            Add_NeedsLock(batch);
            Forget_NeedsLock(nowUnixNano);
        }
    }

    /// <summary>Says that a batch was refused, if there is one.</summary>
    public void Refuse(RememberedBatch? batch)
    {
        if (batch is not null)
        {
            lock (_gate)
            {
                Drop_NeedsLock(batch);
            }

            // First forgotten, then settled: who waits for it looks again and must not find it.
            batch.SettleRefused();
        }
    }

    private void Add_NeedsLock(RememberedBatch batch)
    {
        _order.Enqueue(batch);
        if (batch.Key is null)
        {
            _byContent[batch.Content] = batch;
        }
        else
        {
            _byKey[batch.Key] = batch;
        }
    }

    // A batch under way is not forgotten: its retry must wait for it.
    private void Forget_NeedsLock(long nowUnixNano)
    {
        while (_order.TryPeek(out var oldest)
            && oldest.Settled.IsCompleted
            && (_order.Count > most || oldest.WrittenUnixNano <= nowUnixNano - Nanoseconds))
        {
            Drop_NeedsLock(_order.Dequeue());
        }
    }

    // Only if it is still this one: a refused batch may have been replaced by its retry.
    private void Drop_NeedsLock(RememberedBatch batch)
    {
        if (batch.Key is { } key)
        {
            if (_byKey.TryGetValue(key, out var current) && ReferenceEquals(current, batch))
            {
                _byKey.Remove(key);
            }
        }
        else if (_byContent.TryGetValue(batch.Content, out var current) && ReferenceEquals(current, batch))
        {
            _byContent.Remove(batch.Content);
        }
    }
}
