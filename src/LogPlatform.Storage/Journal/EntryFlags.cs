namespace LogPlatform.Storage.Journal;

/// <summary>What an entry's head says besides numbers. The bits are stored: never reuse one.</summary>
[Flags]
internal enum EntryFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A later batch of the same format and bytes is a retry.</summary>
    MatchContent = 1,

    /// <summary>There is a peer.</summary>
    Peer = 2,

    /// <summary>There is a service.</summary>
    Service = 4,

    /// <summary>There is an idempotency key.</summary>
    IdempotencyKey = 8,
}
