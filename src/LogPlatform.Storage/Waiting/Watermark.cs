namespace LogPlatform.Storage.Waiting;

/// <summary>A number that only grows, and those who wait for it to pass a value.</summary>
internal sealed class Watermark(long first)
{
    private long _value = first;
    private TaskCompletionSource? _moved;

    /// <summary>The number.</summary>
    public long Value => Volatile.Read(ref _value);

    /// <summary>Raises the number and wakes all who wait. One caller at a time.</summary>
    public void Advance(long value)
    {
        // The exchange is a full fence: whoever registers after it reads the new value, whoever registered before it is woken by it.
        Volatile.Write(ref _value, value);
        Interlocked.Exchange(ref _moved, null)?.TrySetResult();
    }

    /// <summary>Completes when the number is greater than <paramref name="after"/>.</summary>
    public ValueTask WaitAsync(long after, CancellationToken cancellationToken) =>
        Value > after ? ValueTask.CompletedTask : WaitForMoveAsync(after, cancellationToken);

    private async ValueTask WaitForMoveAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            var moved = Volatile.Read(ref _moved);
            if (moved is null)
            {
                var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                moved = Interlocked.CompareExchange(ref _moved, created, null) ?? created;
            }

            if (Value > after)
            {
                return;
            }

            await moved.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
