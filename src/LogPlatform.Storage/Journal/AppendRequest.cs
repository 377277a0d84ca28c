using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Storage.Journal;

/// <summary>A batch on its way to the writer, and the caller who waits for it. Pooled: an append allocates nothing.</summary>
internal sealed class AppendRequest : IValueTaskSource<AppendResult>
{
    private const int MostPooled = 1024;
    private static readonly ConcurrentQueue<AppendRequest> Pool = new();

    private readonly byte[] _head = new byte[EntryHeader.MaxLength];
    private ManualResetValueTaskSourceCore<AppendResult> _source = new() { RunContinuationsAsynchronously = true };

    /// <summary>The prepared head of the entry.</summary>
    public Memory<byte> Head => _head.AsMemory(0, HeadLength);

    /// <summary>Bytes of the head.</summary>
    public int HeadLength { get; private set; }

    /// <summary>The batch's bytes; the caller's until the request is completed.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>Bytes of the entry.</summary>
    public int EntryLength => EntryHeader.EntryLengthOf(HeadLength, Payload.Length);

    /// <summary>Number of records in the batch.</summary>
    public int RecordCount { get; private set; }

    /// <summary>What remembers the batch to recognise a retry; null when nothing does.</summary>
    public RememberedBatch? Remembered { get; private set; }

    /// <summary>Completes with the outcome; await it exactly once.</summary>
    public ValueTask<AppendResult> Outcome => new(this, _source.Version);

    /// <summary>A request for a batch. Give it to the writer, and await <see cref="Outcome"/>.</summary>
    public static AppendRequest Rent(BatchHeader header, ReadOnlyMemory<byte> payload, uint payloadCrc, RememberedBatch? remembered)
    {
        if (!Pool.TryDequeue(out var request))
        {
            request = new AppendRequest();
        }

        request.HeadLength = EntryHeader.Prepare(request._head, header, payloadCrc, payload.Length);
        request.Payload = payload;
        request.RecordCount = header.RecordCount;
        request.Remembered = remembered;
        return request;
    }

    /// <summary>Wakes the caller.</summary>
    public void Complete(AppendResult result)
    {
        Payload = default;
        Remembered = null;
        _source.SetResult(result);
    }

    /// <inheritdoc/>
    public AppendResult GetResult(short token)
    {
        var result = _source.GetResult(token);
        _source.Reset();
        if (Pool.Count < MostPooled)
        {
            Pool.Enqueue(this);
        }

        return result;
    }

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
