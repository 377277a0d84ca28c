using LogPlatform.Core.Batches;

namespace LogPlatform.Standalone.Slots;

/// <summary>A unit of work that waits for a node or for its answer.</summary>
internal sealed class PendingUnit(WorkUnit unit)
{
    private readonly TaskCompletionSource<WorkResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WorkUnit Unit { get; } = unit;

    /// <summary>When it was given to a node, as a timestamp.</summary>
    public long SentAt { get; set; }

    public Task<WorkResult> Answer => _answer.Task;

    public void Complete(WorkResult result)
    {
        if (!_answer.TrySetResult(result))
        {
            // Whoever asked has given up; nobody else will give the memory back.
            result.Dispose();
        }
    }

    public void Fail(Exception error) => _answer.TrySetException(error);

    public void Cancel() => _answer.TrySetCanceled();
}
