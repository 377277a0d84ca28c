namespace LogPlatform.Gateway.Ingest;

/// <summary>How receiving a body ended.</summary>
internal enum BodyStatus
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>All of it is here.</summary>
    Complete,

    /// <summary>It is over the limit, decompressed.</summary>
    TooLarge,

    /// <summary>Its compression is broken or cut short.</summary>
    Corrupt,

    /// <summary>No memory came free for it in time.</summary>
    NoMemory,

    /// <summary>It arrived too slowly.</summary>
    TooSlow,

    /// <summary>The client went away: nobody is there to be answered.</summary>
    Gone,
}
