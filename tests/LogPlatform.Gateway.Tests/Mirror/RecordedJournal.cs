using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Tests.Mirror;

/// <summary>A journal of entries with times, which retention can take.</summary>
internal sealed class RecordedJournal : IJournal
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, JournalEntry> _entries = [];
    private long _last;

    public BatchId LastDurable => new(_last);

    public long AcceptedRecords => throw new NotSupportedException();

    public JournalEntry Add(DateTimeOffset received, int records = 4)
    {
        lock (_gate)
        {
            var entry = new JournalEntry(new BatchId(++_last), records, 100, (received - DateTimeOffset.UnixEpoch).Ticks * 100, default);
            return _entries[_last] = entry;
        }
    }

    public void Lose(long id)
    {
        lock (_gate)
        {
            _entries.Remove(id);
        }
    }

    public IReadOnlyList<JournalEntry> Read(BatchId after, int most)
    {
        lock (_gate)
        {
            return [.. _entries.Values.Where(entry => entry.Id > after).Take(most)];
        }
    }

    public IEnumerable<JournalEntry> Scan(long fromUnixNano, long toUnixNano)
    {
        lock (_gate)
        {
            return [.. _entries.Values.Where(entry => entry.ReceivedUnixNano >= fromUnixNano && entry.ReceivedUnixNano < toUnixNano)];
        }
    }

    public ValueTask<AppendResult> AppendAsync(BatchHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask WaitAsync(BatchId after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Release(BatchId watermark) => throw new NotSupportedException();
}
