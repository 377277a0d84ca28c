namespace LogPlatform.Core.Batches;

/// <summary>What the gateway knows of an ingested batch without decoding its records. It is journaled with the bytes.</summary>
public sealed record BatchHeader
{
    /// <summary>The form of the bytes.</summary>
    public required BatchFormat Format { get; init; }

    /// <summary>When the gateway received the batch, nanoseconds since the Unix epoch.</summary>
    public required long ReceivedUnixNano { get; init; }

    /// <summary>Number of records in the batch. The ledger holds the release to it.</summary>
    public required int RecordCount { get; init; }

    /// <summary>The sender's address, for formats that carry none (syslog); at most 255 bytes of UTF-8.</summary>
    public string? Peer { get; init; }

    /// <summary>The <c>service.name</c> for formats without a resource; at most 255 bytes of UTF-8.</summary>
    public string? Service { get; init; }

    /// <summary>A key that the client supplied: a second batch with the same key is acknowledged and not kept. At most 255 bytes of UTF-8.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether a batch of the same format and bytes within the idempotency window is the same batch (a retry).</summary>
    public bool MatchContent { get; init; }
}
