namespace LogPlatform.Protocols.Syslog;

/// <summary>How messages are told apart on a syslog connection (RFC 6587).</summary>
public enum SyslogFramingMode
{
    /// <summary>Not known yet: more bytes are needed.</summary>
    None = 0,

    /// <summary>Each message ends with a newline.</summary>
    Lines,

    /// <summary>Each message stands behind its length in bytes and a space.</summary>
    Counted,
}
