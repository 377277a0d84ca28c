using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Journal;

/// <summary>The journal's state at one moment, for the status page.</summary>
public sealed record JournalStatus
{
    /// <summary>Number of segment files with batches.</summary>
    public required int Segments { get; init; }

    /// <summary>Bytes of all its files.</summary>
    public required long BytesOnDisk { get; init; }

    /// <summary>Bytes of entries that are durable in the store and kept for rehearsal and rewind.</summary>
    public required long ReleasedBytes { get; init; }

    /// <summary>Bytes of entries that are not yet durable in the store.</summary>
    public required long UnreleasedBytes { get; init; }

    /// <summary>The oldest batch that is kept.</summary>
    public required BatchId First { get; init; }

    /// <summary>When the oldest segment was begun, nanoseconds since the Unix epoch; 0 when there is none.</summary>
    public required long OldestUnixNano { get; init; }

    /// <summary>Groups written since the start, each with one sync.</summary>
    public required long Groups { get; init; }

    /// <summary>Batches appended since the start.</summary>
    public required long Batches { get; init; }

    /// <summary>Bytes appended since the start, heads included.</summary>
    public required long AppendedBytes { get; init; }

    /// <summary>Batches refused since the start, because there was no room or the disk failed.</summary>
    public required long Refused { get; init; }

    /// <summary>Disk faults since the start.</summary>
    public required long Faults { get; init; }

    /// <summary>What the last disk fault was; null when there was none.</summary>
    public required string? LastFault { get; init; }
}
