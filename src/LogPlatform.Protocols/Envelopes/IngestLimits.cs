namespace LogPlatform.Protocols.Envelopes;

/// <summary>Bounds on what one request or message may hold, so that no sender can take unbounded memory or time.</summary>
public sealed class IngestLimits
{
    /// <summary>The deepest value that a worker decodes, whatever a gateway lets in.</summary>
    public const int DepthCeiling = 100;

    /// <summary>Bytes of a request body after decompression; default 64 MiB.</summary>
    public int MaxBodyBytes { get; init; } = 64 << 20;

    /// <summary>Depth of nested arrays and maps in a value, at most <see cref="DepthCeiling"/>; default 32.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Attributes of one record, resource or scope, members of nested maps included; default 1024.</summary>
    public int MaxAttributes { get; init; } = 1024;

    /// <summary>Bytes of one line or syslog message; default 1 MiB.</summary>
    public int MaxLineBytes { get; init; } = 1 << 20;

    /// <summary>Records of one request; default 1,000,000.</summary>
    public int MaxRecords { get; init; } = 1_000_000;

    /// <summary>
    /// Attributes, members, array elements, resources and scopes of one request; default 4,194,304. A value of two bytes on the wire takes 24 in memory, so the size of the body
    /// alone bounds nothing.
    /// </summary>
    public int MaxValues { get; init; } = 4 << 20;
}
