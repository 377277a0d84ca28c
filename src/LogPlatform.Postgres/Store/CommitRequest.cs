using LogPlatform.Core.Ports;

namespace LogPlatform.Postgres.Store;

/// <summary>A unit on its way to the writer, and the caller who waits for it.</summary>
internal sealed class CommitRequest(StoredUnit unit)
{
    private readonly TaskCompletionSource<CommitStatus> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The unit. Its memory is the caller's until the request is completed.</summary>
    public StoredUnit Unit { get; } = unit;

    /// <summary>Completes with the outcome.</summary>
    public Task<CommitStatus> Outcome => _done.Task;

    /// <summary>Wakes the caller.</summary>
    public void Complete(CommitStatus status) => _done.TrySetResult(status);
}
