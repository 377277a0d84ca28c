namespace LogPlatform.Core.Ports;

/// <summary>What happened to an appended batch.</summary>
public enum AppendStatus
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It is durable.</summary>
    Appended,

    /// <summary>The same batch is durable already: acknowledge, keep nothing.</summary>
    Duplicate,

    /// <summary>No room, or writing failed: nothing was kept; the client may try again shortly.</summary>
    Unavailable,

    /// <summary>The idempotency key was used before for other bytes: the client's fault.</summary>
    KeyReused,
}
