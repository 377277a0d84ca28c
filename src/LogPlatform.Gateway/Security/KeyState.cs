namespace LogPlatform.Gateway.Security;

/// <summary>What is known of a secret.</summary>
public enum KeyState
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>No key has this secret.</summary>
    Unknown,

    /// <summary>Its key has expired.</summary>
    Expired,

    /// <summary>Its key is accepted.</summary>
    Valid,
}
