namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>
/// The life of a process, in crossings: each port crosses it before and after it does something. Where it is blown, the process has ended: nothing it does comes through
/// any more, and nothing that it waits for comes.
/// </summary>
internal sealed class Fuse(int blowsAt = int.MaxValue)
{
    private readonly TaskCompletionSource _blown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _never = new();
    private int _crossings;

    /// <summary>Completes when it is blown.</summary>
    public Task Blown => _blown.Task;

    public bool IsBlown => Volatile.Read(ref _crossings) >= blowsAt;

    public int Crossings => Volatile.Read(ref _crossings);

    /// <summary>Crosses; false when the process has ended.</summary>
    public bool TryCross()
    {
        if (Interlocked.Increment(ref _crossings) < blowsAt)
        {
            return true;
        }

        _blown.TrySetResult();
        return false;
    }

    /// <summary>Crosses, or never returns.</summary>
    public Task CrossAsync() => TryCross() ? Task.CompletedTask : _never.Task;
}
