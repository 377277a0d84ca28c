namespace LogPlatform.Storage.Segments;

/// <summary>The store's state at one moment, for the status page.</summary>
public sealed record SegmentStoreStatus
{
    /// <summary>Number of segment files.</summary>
    public required int Segments { get; init; }

    /// <summary>Bytes of all segments.</summary>
    public required long BytesOnDisk { get; init; }

    /// <summary>Number of blocks.</summary>
    public required int Blocks { get; init; }

    /// <summary>Number of visible records.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes of quarantine lists with a record that was not released.</summary>
    public required long QuarantineBytes { get; init; }

    /// <summary>Bytes of commits that are visible and not yet durable.</summary>
    public required long UnsyncedBytes { get; init; }

    /// <summary>When the oldest segment was begun, nanoseconds since the Unix epoch; 0 when there is none.</summary>
    public required long OldestUnixNano { get; init; }

    /// <summary>Places in which opening found durable frames lost, by damage to the disk.</summary>
    public required int Damages { get; init; }

    /// <summary>Disk faults since the start.</summary>
    public required int Faults { get; init; }

    /// <summary>What the last disk fault was; null when there was none.</summary>
    public required string? LastFault { get; init; }
}
