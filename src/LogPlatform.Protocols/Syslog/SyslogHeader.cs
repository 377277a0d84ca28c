using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Syslog;

/// <summary>What stands before the text of a syslog message, but for its structured data. Ranges are empty for what is absent.</summary>
internal struct SyslogHeader
{
    /// <summary>When it happened, nanoseconds since the Unix epoch; 0 when unknown.</summary>
    public long Time;

    /// <summary>The time as written, when it could not be read.</summary>
    public TextRef OriginalTime;

    /// <summary>HOSTNAME.</summary>
    public TextRef Host;

    /// <summary>APP-NAME, or the TAG of RFC 3164.</summary>
    public TextRef App;

    /// <summary>PROCID, or what stands in brackets behind the TAG.</summary>
    public TextRef ProcessId;

    /// <summary>MSGID.</summary>
    public TextRef MessageId;

    /// <summary>Where the text starts.</summary>
    public int BodyStart;
}
