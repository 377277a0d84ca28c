namespace LogPlatform.Protocols.Envelopes;

/// <summary>Bounds on what one request or message may hold, so that no sender can take unbounded memory or time.</summary>
public sealed class IngestLimits
{
    /// <summary>Bytes of a request body after decompression; default 64 MiB.</summary>
    public int MaxBodyBytes { get; init; } = 64 << 20;

    /// <summary>Depth of nested arrays and maps in a value; default 32.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Attributes of one record, resource or scope, members of nested maps included; default 1024.</summary>
    public int MaxAttributes { get; init; } = 1024;

    /// <summary>Bytes of one line or syslog message; default 1 MiB.</summary>
    public int MaxLineBytes { get; init; } = 1 << 20;

    /// <summary>Records of one request; default 1,000,000.</summary>
    public int MaxRecords { get; init; } = 1_000_000;
}
