using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>A journal in memory that keeps what it was given, answers as told, and can hold appends back.</summary>
internal sealed class RecordingJournal : IJournal
{
    private readonly Lock _lock = new();
    private readonly List<(BatchHeader Header, byte[] Payload)> _batches = [];
    private readonly List<(Func<bool> IsSo, TaskCompletionSource Reached)> _waiters = [];
    private TaskCompletionSource? _hold;
    private int _arrived;

    /// <summary>What the next appends are answered instead of being kept.</summary>
    public Queue<AppendStatus> Refusals { get; } = [];

    /// <summary>What the next append throws.</summary>
    public Exception? Failure { get; set; }

    public IReadOnlyList<(BatchHeader Header, byte[] Payload)> Batches
    {
        get
        {
            lock (_lock)
            {
                return [.. _batches];
            }
        }
    }

    public BatchId LastDurable => new(Batches.Count);

    public long AcceptedRecords => Batches.Sum(batch => (long)batch.Header.RecordCount);

    /// <summary>Appends wait until <see cref="LetGo"/>.</summary>
    public void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo()
    {
        var held = _hold;
        _hold = null;
        held?.SetResult();
    }

    /// <summary>Completes when <paramref name="appends"/> appends have arrived, kept or not.</summary>
    public Task Arrived(int appends) => Until(() => _arrived >= appends);

    /// <summary>Completes when <paramref name="records"/> records are kept.</summary>
    public Task Kept(long records) => Until(() => _batches.Sum(batch => (long)batch.Header.RecordCount) >= records);

    public async ValueTask<AppendResult> AppendAsync(BatchHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        AppendStatus refusal;
        lock (_lock)
        {
            _arrived++;
            Signal_NeedsLock();
            Refusals.TryDequeue(out refusal);
        }

        if (_hold is { } hold)
        {
            await hold.Task;
        }

        if (Failure is { } failure)
        {
            Failure = null;
            throw failure;
        }

        if (refusal != AppendStatus.None)
        {
            return new AppendResult(refusal, default);
        }

        lock (_lock)
        {
            var bytes = payload.ToArray();
            var known = header.IdempotencyKey is { } key ? _batches.FindIndex(batch => batch.Header.IdempotencyKey == key)
                : header.MatchContent ? _batches.FindIndex(batch => batch.Header.Format == header.Format && batch.Payload.AsSpan().SequenceEqual(bytes))
                : -1;
            if (known >= 0)
            {
                var same = _batches[known].Payload.AsSpan().SequenceEqual(bytes);
                return same ? new AppendResult(AppendStatus.Duplicate, new BatchId(known + 1)) : new AppendResult(AppendStatus.KeyReused, default);
            }

            _batches.Add((header, bytes));
            Signal_NeedsLock();
            return new AppendResult(AppendStatus.Appended, new BatchId(_batches.Count));
        }
    }

    public IReadOnlyList<JournalEntry> Read(BatchId after, int most) => [];

    public IEnumerable<JournalEntry> Scan(long fromUnixNano, long toUnixNano) => [];

    public ValueTask WaitAsync(BatchId after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Release(BatchId watermark)
    {
    }

    private Task Until(Func<bool> isSo)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((isSo, reached));
            Signal_NeedsLock();
            return reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    private void Signal_NeedsLock()
    {
        foreach (var (_, reached) in _waiters.Where(waiter => !waiter.Reached.Task.IsCompleted && waiter.IsSo()))
        {
            reached.TrySetResult();
        }
    }
}
