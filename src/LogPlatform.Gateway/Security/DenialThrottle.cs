namespace LogPlatform.Gateway.Security;

/// <summary>Lets one refusal a second and actor be written down, and counts the others. Its memory is bounded. Thread-safe.</summary>
internal sealed class DenialThrottle(TimeProvider time)
{
    private const int MaxActors = 10_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Written> _last = new(StringComparer.Ordinal);

    /// <summary>Whether this one may be written down, and how many of the actor's were not since the last that was.</summary>
    public bool MayWrite(string actor, out long leftOut)
    {
        lock (_lock)
        {
            var known = _last.TryGetValue(actor, out var last);
            leftOut = last.LeftOut;
            if (known && time.GetElapsedTime(last.At) < Interval)
            {
                _last[actor] = last with { LeftOut = last.LeftOut + 1 };
                return false;
            }

            if (!known && _last.Count >= MaxActors)
            {
                _last.Clear();
            }

            _last[actor] = new Written(time.GetTimestamp(), 0);
            return true;
        }
    }

    private readonly record struct Written(long At, long LeftOut);
}
