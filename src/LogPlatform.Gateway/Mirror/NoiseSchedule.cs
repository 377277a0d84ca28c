namespace LogPlatform.Gateway.Mirror;

/// <summary>
/// Which units the baseline processes a second time, so that what differs between two runs of the same release is not held against another: the first two, one in sixteen
/// after them, and the first two whose answers differ.
/// </summary>
internal sealed class NoiseSchedule(bool isWanted)
{
    private const int First = 2;
    private const int OneIn = 16;

    private readonly Lock _gate = new();
    private long _units;
    private long _different;

    public bool IsDue(bool isDifferent)
    {
        if (!isWanted)
        {
            return false;
        }

        lock (_gate)
        {
            var (units, different) = (_units++, isDifferent ? _different++ : First);
            return units < First || units % OneIn == 0 || different < First;
        }
    }
}
