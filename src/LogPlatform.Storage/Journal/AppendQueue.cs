namespace LogPlatform.Storage.Journal;

/// <summary>Appends that wait for the writer. Many add, one takes all at once: what gathers while a group is being synced is the next group.</summary>
internal sealed class AppendQueue
{
    private readonly object _gate = new();
    private List<AppendRequest> _waiting = [];
    private bool _closed;
    private bool _idle;

    /// <summary>Adds a request; false when the queue is closed.</summary>
    public bool TryAdd(AppendRequest request)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _waiting.Add(request);
            if (_idle)
            {
                _idle = false;
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    /// <summary>Waits for requests and swaps them for the empty list <paramref name="taken"/>; false when the queue is closed and empty.</summary>
    public bool TryTakeAll(ref List<AppendRequest> taken)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                _idle = true;
                Monitor.Wait(_gate);
            }

            (_waiting, taken) = (taken, _waiting);
            return true;
        }
    }

    /// <summary>Refuses further requests; those already in are still taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
