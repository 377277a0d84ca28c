namespace LogPlatform.Core.Slots;

/// <summary>
/// Counts who is inside and says when the last one left, in one word: bit 0 is "closed", the rest is twice the count. Because entering tests
/// the flag and raises the count in the same interlocked operation, nobody can slip in after the drain was declared done (invariant 6).
/// The device is that of the runtime's <c>SafeHandle</c>.
/// </summary>
public sealed class DrainLatch
{
    private const long Closed = 1;
    private const long One = 2;

    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _word;

    /// <summary>Completes when the latch is closed and the last one has left; never faults.</summary>
    public Task Drained => _drained.Task;

    /// <summary>How many are inside.</summary>
    public long Count => Volatile.Read(ref _word) >> 1;

    /// <summary>Whether entering is refused.</summary>
    public bool IsClosed => (Volatile.Read(ref _word) & Closed) != 0;

    /// <summary>Enters unless closed. Every success is paired with exactly one <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        var seen = Volatile.Read(ref _word);
        while ((seen & Closed) == 0)
        {
            var found = Interlocked.CompareExchange(ref _word, seen + One, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    /// <summary>Leaves. The last one to leave a closed latch completes <see cref="Drained"/>.</summary>
    /// <exception cref="InvalidOperationException">Nobody was inside.</exception>
    public void Leave()
    {
        var word = Interlocked.Add(ref _word, -One);
        if (word < 0)
        {
            Interlocked.Add(ref _word, One);
            throw new InvalidOperationException("A lease was given back twice.");
        }

        if (word == Closed)
        {
            _drained.TrySetResult();
        }
    }

    /// <summary>Refuses all further entries. Idempotent.</summary>
    public void Close()
    {
        // Nobody enters behind the flag, so the word that this operation saw decides who completes the drain: it, or the last to leave.
        if ((Interlocked.Or(ref _word, Closed) & ~Closed) == 0)
        {
            _drained.TrySetResult();
        }
    }
}
