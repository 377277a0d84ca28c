using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Postgres.Journal;

/// <summary>Batches that share a transaction.</summary>
internal sealed class AppendGroup
{
    private const int MostBatches = 2048;
    private const long MostBytes = 16L << 20;

    private readonly List<AppendRequest> _requests = [];
    private readonly Dictionary<string, AppendRequest> _byKey = [];
    private readonly List<(AppendRequest Repeated, AppendRequest First)> _repeated = [];
    private long _bytes;

    /// <summary>The batches to append. No two have the same key.</summary>
    public IReadOnlyList<AppendRequest> Requests => _requests;

    /// <summary>Whether there is anybody to answer.</summary>
    public bool IsEmpty => _requests.Count == 0 && _repeated.Count == 0;

    /// <summary>Whether no more should join.</summary>
    public bool IsFull => _requests.Count >= MostBatches || _bytes >= MostBytes;

    /// <summary>Adds a batch. One with the key of another in the group waits for what becomes of that.</summary>
    public void Add(AppendRequest request)
    {
        if (request.Retry is { } retry && !_byKey.TryAdd(retry.Name, request))
        {
            _repeated.Add((request, _byKey[retry.Name]));
        }
        else
        {
            _requests.Add(request);
            _bytes += request.Payload.Length;
        }
    }

    /// <summary>Answers a batch that was kept before, and leaves it out, with those that waited for it.</summary>
    public void Settle(AppendRequest request, ReadOnlySpan<byte> content, BatchId id)
    {
        _requests.Remove(request);
        foreach (var (repeated, _) in _repeated.Where(pair => pair.First == request).ToList())
        {
            repeated.Complete(AnswerOf(repeated, content, id));
        }

        _repeated.RemoveAll(pair => pair.First == request);
        request.Complete(AnswerOf(request, content, id));
    }

    /// <summary>Answers all: they are durable.</summary>
    public void Complete(IReadOnlyList<JournalEntry> entries)
    {
        var ids = new Dictionary<AppendRequest, BatchId>();
        for (var i = 0; i < entries.Count; i++)
        {
            ids[_requests[i]] = entries[i].Id;
            _requests[i].Complete(new AppendResult(AppendStatus.Appended, entries[i].Id));
        }

        foreach (var (repeated, first) in _repeated)
        {
            repeated.Complete(AnswerOf(repeated, first.Retry!.Content, ids[first]));
        }
    }

    /// <summary>Answers all: nothing was kept.</summary>
    public void Refuse()
    {
        foreach (var request in _requests.Concat(_repeated.Select(pair => pair.Repeated)))
        {
            request.Complete(new AppendResult(AppendStatus.Unavailable, default));
        }
    }

    private static AppendResult AnswerOf(AppendRequest request, ReadOnlySpan<byte> content, BatchId id) =>
        new(request.Retry!.IsSameContent(content) ? AppendStatus.Duplicate : AppendStatus.KeyReused, id);
}
