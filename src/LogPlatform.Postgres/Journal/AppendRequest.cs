using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Postgres.Journal;

/// <summary>A batch on its way to the writer, and the caller who waits for it.</summary>
internal sealed class AppendRequest(BatchHeader header, ReadOnlyMemory<byte> payload, RetryKey? retry)
{
    private readonly TaskCompletionSource<AppendResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is known of the batch.</summary>
    public BatchHeader Header { get; } = header;

    /// <summary>Its bytes; the caller's until the request is completed.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>By what a retry of it is recognised; null when it is not to be.</summary>
    public RetryKey? Retry { get; } = retry;

    /// <summary>Completes with the outcome.</summary>
    public Task<AppendResult> Outcome => _done.Task;

    /// <summary>Wakes the caller.</summary>
    public void Complete(AppendResult result) => _done.TrySetResult(result);
}
