using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Time;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Waiting;

namespace LogPlatform.Storage.Journal;

/// <summary>
/// The one thread that writes: it takes all appends that wait, writes and syncs them as one group, and wakes their callers. A thread of its own,
/// because a sync blocks for as long as the disk likes and must not hold one of the thread pool.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private readonly SegmentAppender _appender;
    private readonly RetryWindow _retries;
    private readonly JournalCounters _counters;
    private readonly TimeProvider _time;
    private readonly AppendQueue _queue = new();
    private readonly EntryGroup _group = new();
    private readonly Lock _files = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _accepted;

    public JournalWriter(SegmentAppender appender, RetryWindow retries, JournalCounters counters, TimeProvider time, JournalPosition position)
    {
        (_appender, _retries, _counters, _time) = (appender, retries, counters, time);
        _accepted = position.Accepted;
        Durable = new Watermark(position.NextId.Value - 1);
        new Thread(Run) { IsBackground = true, Name = "journal" }.Start();
    }

    /// <summary>The last durable batch.</summary>
    public Watermark Durable { get; }

    /// <summary>Records in all durable batches.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Bytes of files that wait to be used again.</summary>
    public long SpareBytes => _appender.SpareBytes;

    /// <summary>Hands a request over; false when the journal is closed.</summary>
    public bool TryAdd(AppendRequest request) => _queue.TryAdd(request);

    /// <summary>Frees what retention may take.</summary>
    public void Trim()
    {
        lock (_files)
        {
            try
            {
                _appender.Trim(Now());
            }
            catch (Exception e) when (DiskFault.Is(e))
            {
                // Retention tries again at the next call; the status shows the fault.
                _counters.CountFault(e);
            }
        }
    }

    /// <summary>Writes what waits and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _ended.Task.ConfigureAwait(false);
        lock (_files)
        {
            _appender.Dispose();
        }
    }

    private void Run()
    {
        var taken = new List<AppendRequest>();
        while (_queue.TryTakeAll(ref taken))
        {
            for (var next = 0; next < taken.Count;)
            {
                lock (_files)
                {
                    next = Gather(taken, next);
                    WriteGroup();
                }
            }

            taken.Clear();
        }

        _ended.SetResult();
    }

    private int Gather(List<AppendRequest> taken, int next)
    {
        _group.Clear();
        var room = _appender.Room;
        while (next < taken.Count && _group.TryAdd(taken[next], room))
        {
            next++;
        }

        return next;
    }

    private void WriteGroup()
    {
        var now = Now();
        try
        {
            var entries = _appender.Append(_group, now);
            var last = entries[^1];
            Volatile.Write(ref _accepted, last.AcceptedBefore + last.RecordCount);
            Durable.Advance(last.Id.Value);
            var slice = new JournalSlice(last.Segment, last.GroupOffset, 0);
            for (var i = 0; i < entries.Count; i++)
            {
                var (request, entry) = (_group.Requests[i], entries[i]);
                slice = slice with { Offset = slice.Offset + slice.Length, Length = entry.EntryLength };
                request.Remembered?.SettleKept(entry.Id, slice, now);
                request.Complete(new AppendResult(AppendStatus.Appended, entry.Id));
            }
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            _counters.CountFault(e);
            Refuse();
        }
    }

    private void Refuse()
    {
        _counters.CountRefused(_group.Requests.Count);
        foreach (var request in _group.Requests)
        {
            _retries.Refuse(request.Remembered);
            request.Complete(new AppendResult(AppendStatus.Unavailable, default));
        }
    }

    private long Now() => UnixNano.FromDate(_time.GetUtcNow());
}
