namespace LogPlatform.Storage.Journal;

/// <summary>
/// Entries that are written and synced together. Heads and small payloads are laid out in one staging buffer; large payloads are written from where
/// they are.
/// </summary>
internal sealed class EntryGroup
{
    private const int StagingBytes = 1 << 20;
    private const int CopyUpTo = 16 << 10;
    private const int MostEntries = 4096;

    // Beyond this the next requests are better served by a sync of their own.
    private const long MostBytes = 16L << 20;

    private const int PageBytes = 4096;

    private static readonly byte[] Zeros = new byte[PageBytes];

    private readonly byte[] _staging = GC.AllocateUninitializedArray<byte>(StagingBytes, pinned: true);
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
    private readonly List<AppendRequest> _requests = [];
    private int _toStage;
    private int _staged;
    private int _partStart;

    /// <summary>The requests in the group.</summary>
    public IReadOnlyList<AppendRequest> Requests => _requests;

    /// <summary>Bytes of its entries.</summary>
    public long Bytes { get; private set; }

    /// <summary>Empties the group.</summary>
    public void Clear()
    {
        _parts.Clear();
        _requests.Clear();
        (_toStage, _staged, _partStart, Bytes) = (0, 0, 0, 0);
    }

    /// <summary>Adds a request unless the group is full or would be longer than <paramref name="room"/>. An empty group takes one of any size.</summary>
    public bool TryAdd(AppendRequest request, long room)
    {
        var length = request.EntryLength;
        if (_requests.Count > 0
            && (Bytes + length > Math.Min(room, MostBytes)
                || _requests.Count == MostEntries
                || _toStage + ToStage(request) > StagingBytes))
        {
            return false;
        }

        _requests.Add(request);
        _toStage += ToStage(request);
        Bytes += length;
        return true;
    }

    /// <summary>Lays the entries out to continue <paramref name="segment"/>; what is to be written, in order. Valid until <see cref="Clear"/>.</summary>
    public List<ReadOnlyMemory<byte>> LayOut(JournalSegment segment, long nowUnixNano, List<EntryHeader> headers)
    {
        headers.Clear();
        var id = segment.EndId;
        var acceptedBefore = segment.AcceptedEnd;
        foreach (var request in _requests)
        {
            var head = request.Head.Span;
            headers.Add(EntryHeader.Seal(head, segment.Header.Number, id, nowUnixNano, acceptedBefore, segment.DataEnd));
            Stage(head);
            var payload = request.Payload;
            if (payload.Length <= CopyUpTo)
            {
                Stage(payload.Span);
            }
            else
            {
                EndPart();
                _parts.Add(payload);
            }

            Stage(Zeros.AsSpan(0, EntryHeader.Align(payload.Length) - payload.Length));
            id = id.Next;
            acceptedBefore += request.RecordCount;
        }

        EndPart();

        // Whole pages: the kernel need not read the rest of a recycled page from the disk before it changes part of it.
        var end = segment.DataEnd + Bytes;
        var padding = (int)Math.Min(-end & (PageBytes - 1), segment.FileLength - end);
        if (padding > 0)
        {
            _parts.Add(Zeros.AsMemory(0, padding));
        }

        return _parts;
    }

    // The head, the payload unless it is written from where it is, and the padding.
    private static int ToStage(AppendRequest request) =>
        request.HeadLength + (request.Payload.Length <= CopyUpTo ? request.Payload.Length : 0) + 8;

    private void Stage(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_staging.AsSpan(_staged));
        _staged += bytes.Length;
    }

    private void EndPart()
    {
        if (_staged > _partStart)
        {
            _parts.Add(_staging.AsMemory(_partStart.._staged));
            _partStart = _staged;
        }
    }
}
