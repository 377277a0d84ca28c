namespace LogPlatform.Protocols.Decoding;

/// <summary>Attribute names that decoders give, in UTF-8.</summary>
internal static class RecordNames
{
    /// <summary>The text of a time outside of what 64 bits of nanoseconds hold (1677 to 2262); the record's own time is unknown then.</summary>
    public static ReadOnlySpan<byte> OriginalTime => "logplatform.original_time"u8;
}
