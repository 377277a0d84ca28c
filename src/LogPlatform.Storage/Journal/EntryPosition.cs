using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Journal;

/// <summary>An entry in a segment's index: 24 bytes, because a backlog may have millions.</summary>
internal readonly struct EntryPosition(long offset, int length, int payloadLength, int recordCount, long receivedUnixNano)
{
    private readonly long _received = receivedUnixNano;
    private readonly uint _offset = (uint)(offset / 8);
    private readonly int _length = length;
    private readonly int _payload = payloadLength;
    private readonly int _records = recordCount;

    /// <summary>First byte behind the entry.</summary>
    public long End => (8L * _offset) + _length;

    /// <summary>The position of an entry whose head was read or written at <paramref name="offset"/>.</summary>
    public static EntryPosition Of(in EntryHeader header, long offset) =>
        new(offset, header.EntryLength, header.PayloadLength, header.RecordCount, header.ReceivedUnixNano);

    /// <summary>The entry as the dispatcher sees it.</summary>
    public JournalEntry ToEntry(long segment, BatchId id) =>
        new(id, _records, _payload, _received, new JournalSlice(segment, 8L * _offset, _length));
}
