namespace LogPlatform.Gateway.Control;

/// <summary>The outcome of reprocessing.</summary>
internal enum ReprocessStatus
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It is in the journal again and has left the quarantine.</summary>
    Done,

    /// <summary>It is not in quarantine.</summary>
    Unknown,

    /// <summary>The journal cannot take it at the moment; it stays in quarantine.</summary>
    Unavailable,
}
