namespace LogPlatform.Gateway.Deployments;

/// <summary>Says when a deadline is due. Looks at the clock once a minute at least, because a clock that is set forward moves no timer.</summary>
internal sealed class DeadlineTimer : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Action _onDue;
    private readonly ITimer _timer;
    private DateTimeOffset? _said;

    public DeadlineTimer(TimeProvider time, Action onDue)
    {
        (_time, _onDue) = (time, onDue);
        _timer = time.CreateTimer(_ => onDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for <paramref name="deadline"/> instead of the one before; null waits for nothing.</summary>
    public void Set(DateTimeOffset? deadline)
    {
        if (deadline is not { } due)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var left = due - _time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            _timer.Change(left < Look ? left : Look, Timeout.InfiniteTimeSpan);
        }
        else if (_said == due)
        {
            // It was said and led to nothing yet, as when the disk is full.
            _timer.Change(Again, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _said = due;
            _onDue();
        }
    }

    public void Dispose() => _timer.Dispose();
}
