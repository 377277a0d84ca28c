namespace LogPlatform.Contracts.Processing;

/// <summary>An ingested batch.</summary>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.BatchBytes")]
public sealed record BatchBytes
{
    /// <summary>The journal's number.</summary>
    [Id(0)]
    public required long Id { get; init; }

    /// <summary>Number of <c>Core.Batches.BatchFormat</c>.</summary>
    [Id(1)]
    public required byte Format { get; init; }

    /// <summary>When it was received, nanoseconds since the Unix epoch.</summary>
    [Id(2)]
    public required long ReceivedUnixNano { get; init; }

    /// <summary>Number of records in it.</summary>
    [Id(3)]
    public required int RecordCount { get; init; }

    /// <summary>The sender's address, for formats that carry none.</summary>
    [Id(4)]
    public string? Peer { get; init; }

    /// <summary>The <c>service.name</c> for formats without a resource.</summary>
    [Id(5)]
    public string? Service { get; init; }

    /// <summary>Its bytes, decompressed.</summary>
    [Id(6)]
    public required byte[] Payload { get; init; }
}
