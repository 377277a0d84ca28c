namespace LogPlatform.Gateway.Mirror;

/// <summary>
/// Says when a candidate has run long enough to be measured: code that was never run is slow at first, which is no fault of a release. Both are needed, so many
/// units and so much time, because a runtime compiles in the background.
/// </summary>
internal sealed class WarmUp(int units, TimeSpan span, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long? _firstAt;
    private int _processed;
    private bool _isConcluded;

    public bool IsOver
    {
        get
        {
            lock (_gate)
            {
                return _isConcluded || (_processed >= units && (span == TimeSpan.Zero || (_firstAt is { } first && time.GetElapsedTime(first) >= span)));
            }
        }
    }

    /// <summary>Somebody else has seen it run long enough.</summary>
    public void Conclude()
    {
        lock (_gate)
        {
            _isConcluded = true;
        }
    }

    /// <summary>The candidate is done with a unit.</summary>
    public void OnProcessed()
    {
        lock (_gate)
        {
            _firstAt ??= time.GetTimestamp();
            _processed++;
        }
    }
}
