using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Tests.Dispatch;

/// <summary>A journal of entries without bytes, which tests fill by hand.</summary>
internal sealed class MemoryJournal : IJournal
{
    private readonly Lock _lock = new();
    private readonly List<JournalEntry> _entries = [];
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BatchId LastDurable
    {
        get
        {
            lock (_lock)
            {
                return new BatchId(_entries.Count);
            }
        }
    }

    public long AcceptedRecords
    {
        get
        {
            lock (_lock)
            {
                return _entries.Sum(entry => (long)entry.RecordCount);
            }
        }
    }

    public BatchId Released { get; private set; }

    public void Add(int records = 1, int bytes = 100)
    {
        TaskCompletionSource grown;
        lock (_lock)
        {
            _entries.Add(new JournalEntry(new BatchId(_entries.Count + 1), records, bytes, 0, default));
            (grown, _grown) = (_grown, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        grown.SetResult();
    }

    public ValueTask<AppendResult> AppendAsync(BatchHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IReadOnlyList<JournalEntry> Read(BatchId after, int most)
    {
        lock (_lock)
        {
            return [.. _entries.Skip((int)after.Value).Take(most)];
        }
    }

    public IEnumerable<JournalEntry> Scan(long fromUnixNano, long toUnixNano)
    {
        lock (_lock)
        {
            return [.. _entries.Where(entry => entry.ReceivedUnixNano >= fromUnixNano && entry.ReceivedUnixNano < toUnixNano)];
        }
    }

    public async ValueTask WaitAsync(BatchId after, CancellationToken cancellationToken)
    {
        Task grown;
        lock (_lock)
        {
            if (_entries.Count > after.Value)
            {
                return;
            }

            grown = _grown.Task;
        }

        await grown.WaitAsync(cancellationToken);
    }

    public void Release(BatchId watermark) => Released = watermark;
}
