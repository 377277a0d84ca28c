namespace LogPlatform.Gateway.Ingest;

/// <summary>The clock in the unit of OpenTelemetry.</summary>
internal static class UnixTime
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public static long Now(TimeProvider time) => FromDate(time.GetUtcNow());

    /// <summary>Nanoseconds since the Unix epoch, within the years 1678 to 2261.</summary>
    public static long FromDate(DateTimeOffset date)
    {
        var ticks = date.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        return Math.Clamp(ticks, long.MinValue / NanosecondsPerTick, long.MaxValue / NanosecondsPerTick) * NanosecondsPerTick;
    }
}
