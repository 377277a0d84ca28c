namespace LogPlatform.Gateway.Ingest;

/// <summary>Why a batch was not taken.</summary>
internal enum RefusalReason
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>No key, or one that is unknown or has expired.</summary>
    Unauthenticated,

    /// <summary>The key's role does not send logs.</summary>
    Forbidden,

    /// <summary>The content type is none of the endpoint's.</summary>
    ContentType,

    /// <summary>The content encoding is neither gzip nor identity.</summary>
    ContentEncoding,

    /// <summary>A header or query parameter makes no sense.</summary>
    Parameter,

    /// <summary>The body is not what its content type says, or over a limit other than its size.</summary>
    Malformed,

    /// <summary>The body is over the size limit, decompressed.</summary>
    TooLarge,

    /// <summary>The body arrived too slowly.</summary>
    TooSlow,

    /// <summary>The idempotency key was used before for other bytes.</summary>
    KeyReused,

    /// <summary>Too much is being received at once.</summary>
    Busy,

    /// <summary>The gateway is shutting down.</summary>
    Closing,

    /// <summary>The journal cannot take batches at the moment.</summary>
    Unavailable,
}
