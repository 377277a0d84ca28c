namespace LogPlatform.Gateway.Security;

/// <summary>The outcome of revoking a key.</summary>
public enum RevokeResult
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It is not accepted any more.</summary>
    Revoked,

    /// <summary>There is no such key.</summary>
    Unknown,

    /// <summary>It is the last operator key; nothing changed.</summary>
    LastOperator,

    /// <summary>It is in the configuration and is accepted as long as it is there; nothing changed.</summary>
    Configured,
}
