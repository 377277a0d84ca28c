using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Deployments.Notifications;

/// <summary>A clock by which a test knows when somebody waits for it.</summary>
internal sealed class WatchedTime(ManualTime time, Signal changed) : TimeProvider
{
    private int _timers;

    /// <summary>Timers that were set so far.</summary>
    public int Timers => Volatile.Read(ref _timers);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = time.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _timers);
        changed.Raise();
        return timer;
    }
}
