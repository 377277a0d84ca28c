namespace LogPlatform.Core.Time;

/// <summary>What reading a time gave.</summary>
public enum TimeReading : byte
{
    /// <summary>The text is not a time.</summary>
    None = 0,

    /// <summary>A time that fits nanoseconds since the Unix epoch in 64 bits.</summary>
    Read,

    /// <summary>A time before 1677 or after 2262.</summary>
    OutOfRange,
}
