using System.Threading.Channels;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>A clock that tells for how long somebody begins to wait for it.</summary>
internal sealed class AwaitedTime(TimeProvider clock) : TimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>How long the next wait is that nobody was told of yet.</summary>
    public ValueTask<TimeSpan> NextAsync(CancellationToken cancellationToken) => _waits.Reader.ReadAsync(cancellationToken);
}
