namespace LogPlatform.Core.Time;

/// <summary>The pauses between attempts: the first, doubled each time up to the longest. Not thread-safe.</summary>
/// <param name="first">The first pause, more than zero.</param>
/// <param name="longest">The longest pause.</param>
public sealed class GrowingPause(TimeSpan first, TimeSpan longest)
{
    private TimeSpan _last;

    /// <summary>The next pause.</summary>
    public TimeSpan Next()
    {
        var next = _last == TimeSpan.Zero ? first : _last * 2;
        return _last = next < longest ? next : longest;
    }

    /// <summary>Begins again with the first.</summary>
    public void Reset() => _last = TimeSpan.Zero;
}
