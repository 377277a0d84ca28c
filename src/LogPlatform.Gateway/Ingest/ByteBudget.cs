namespace LogPlatform.Gateway.Ingest;

/// <summary>
/// Bytes that all bodies under way share. Whoever finds too few free waits, in order of arrival; a body that grows goes to the front, because it
/// already holds memory that others wait for.
/// </summary>
internal sealed class ByteBudget(long total, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiters = new();
    private readonly long _total = total;
    private long _free = total;

    /// <summary>Bytes that nobody holds.</summary>
    public long Free
    {
        get
        {
            lock (_lock)
            {
                return _free;
            }
        }
    }

    /// <summary>Takes bytes if they are free and nobody waits for them.</summary>
    public bool TryTake(long bytes)
    {
        lock (_lock)
        {
            return _waiters.Count == 0 && TryTake_NeedsLock(bytes);
        }
    }

    /// <summary>Takes bytes, if need be after a wait; false when none came free in time.</summary>
    public ValueTask<bool> TakeAsync(long bytes, bool grows, TimeSpan patience)
    {
        Waiter waiter;
        lock (_lock)
        {
            if ((grows || _waiters.Count == 0) && TryTake_NeedsLock(bytes))
            {
                return new ValueTask<bool>(true);
            }

            if (bytes > _total || patience <= TimeSpan.Zero)
            {
                return new ValueTask<bool>(false);
            }

            waiter = new Waiter(bytes);
            waiter.Node = grows ? _waiters.AddFirst(waiter) : _waiters.AddLast(waiter);
        }

        return WaitAsync(waiter, patience);
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(long bytes)
    {
        lock (_lock)
        {
            _free += bytes;
            Serve_NeedsLock();
        }
    }

    private async ValueTask<bool> WaitAsync(Waiter waiter, TimeSpan patience)
    {
        await using var timer = time.CreateTimer(state => GiveUp((Waiter)state!), waiter, patience, Timeout.InfiniteTimeSpan);
        return await waiter.Task;
    }

    private void GiveUp(Waiter waiter)
    {
        lock (_lock)
        {
            if (waiter.TrySetResult(false))
            {
                _waiters.Remove(waiter.Node!);

                // It may have been the large one at the front that smaller ones stood behind.
                Serve_NeedsLock();
            }
        }
    }

    private void Serve_NeedsLock()
    {
        while (_waiters.First is { } first && TryTake_NeedsLock(first.Value.Bytes))
        {
            _waiters.RemoveFirst();
            first.Value.SetResult(true);
        }
    }

    private bool TryTake_NeedsLock(long bytes)
    {
        if (bytes > _free)
        {
            return false;
        }

        _free -= bytes;
        return true;
    }

    private sealed class Waiter(long bytes) : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Bytes { get; } = bytes;

        public LinkedListNode<Waiter>? Node { get; set; }
    }
}
