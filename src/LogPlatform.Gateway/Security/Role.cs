namespace LogPlatform.Gateway.Security;

/// <summary>What a key allows.</summary>
public enum Role
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>To send logs, and nothing else.</summary>
    Ingest,

    /// <summary>To read logs and the platform's state.</summary>
    Viewer,

    /// <summary>Everything.</summary>
    Operator,
}
