namespace LogPlatform.Gateway.Deployments;

/// <summary>Pauses between attempts: 100 ms, doubled each time up to 30 s.</summary>
internal struct GrowingPause
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _last;

    /// <summary>The next pause.</summary>
    public TimeSpan Next()
    {
        var doubled = _last == TimeSpan.Zero ? First : _last * 2;
        return _last = doubled < Longest ? doubled : Longest;
    }
}
