namespace LogPlatform.Storage.Waiting;

/// <summary>Time as the stored forms count it.</summary>
internal static class UnixTime
{
    /// <summary>Nanoseconds since the Unix epoch, saturated at the ends of the range (the years 1677 and 2262).</summary>
    public static long ToUnixTimeNanoseconds(this DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        return ticks > long.MaxValue / 100 ? long.MaxValue : ticks < long.MinValue / 100 ? long.MinValue : ticks * 100;
    }
}
