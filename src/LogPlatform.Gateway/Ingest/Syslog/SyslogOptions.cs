using System.ComponentModel.DataAnnotations;

namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>Bounds on syslog senders. Configuration section <c>LogPlatform:SyslogLimits</c>.</summary>
public sealed class SyslogOptions
{
    /// <summary>The configuration section of these options.</summary>
    public const string Section = "LogPlatform:SyslogLimits";

    /// <summary>Listen on TCP; default true.</summary>
    public bool Tcp { get; set; } = true;

    /// <summary>Listen on UDP; default true.</summary>
    public bool Udp { get; set; } = true;

    /// <summary>TCP connections at once; further ones are closed at once. Default 1024.</summary>
    [Range(1, 100_000)]
    public int MaxConnections { get; set; } = 1024;

    /// <summary>
    /// A TCP connection that sent nothing for so long is closed; default 1 hour. Long, because a sender learns of it only when it has sent again, and
    /// that message is lost.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "7.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Bytes of one connection that are journaled together at most; default 1 MiB. A longer message is journaled alone.</summary>
    [Range(4096, 64 << 20)]
    public int ChunkBytes { get; set; } = 1 << 20;

    /// <summary>Bytes buffered over all TCP connections; default 128 MiB. Beyond it senders are slowed down.</summary>
    [Range(1 << 20, 1L << 40)]
    public long TcpBufferBytes { get; set; } = 128L << 20;

    /// <summary>The kernel's buffer for datagrams, bytes; default 8 MiB. The system may grant less.</summary>
    [Range(4096, 1 << 30)]
    public int UdpReceiveBufferBytes { get; set; } = 8 << 20;

    /// <summary>Bytes of datagrams that wait for the journal; beyond it datagrams are dropped, and counted. Default 16 MiB.</summary>
    [Range(65_536, 1 << 30)]
    public int UdpPendingBytes { get; set; } = 16 << 20;
}
