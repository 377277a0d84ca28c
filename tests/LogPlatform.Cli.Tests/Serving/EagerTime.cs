namespace LogPlatform.Cli.Tests.Serving;

/// <summary>A clock whose pauses are over at once and move it forward. Timers of 30 seconds and more are time limits, and never strike.</summary>
internal sealed class EagerTime : TimeProvider
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _pauses = [];
    private TimeSpan _elapsed;

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_gate)
            {
                return [.. _pauses];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _elapsed.Ticks;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero) + _elapsed;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= Limit || dueTime < TimeSpan.Zero)
        {
            return new Timer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        lock (_gate)
        {
            _pauses.Add(dueTime);
            _elapsed += dueTime;
        }

        return new Timer(callback.Invoke, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
