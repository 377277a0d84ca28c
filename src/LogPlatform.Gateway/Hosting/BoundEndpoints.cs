using System.Net;

namespace LogPlatform.Gateway.Hosting;

/// <summary>The addresses that are really listened on, known once the host has started: with port 0 the system has chosen. Null when off.</summary>
public sealed class BoundEndpoints
{
    private Func<IPEndPoint?>? _control;
    private Func<IPEndPoint?>? _otlp;

    /// <summary>Control page and APIs.</summary>
    public IPEndPoint? Control => _control?.Invoke();

    /// <summary>OTLP/HTTP and the other HTTP ways in.</summary>
    public IPEndPoint? Otlp => _otlp?.Invoke();

    /// <summary>Syslog over TCP.</summary>
    public IPEndPoint? SyslogTcp { get; internal set; }

    /// <summary>Syslog over UDP.</summary>
    public IPEndPoint? SyslogUdp { get; internal set; }

    // Kestrel replaces the end point of a listener when it has bound it, so it is asked for late.
    internal void SetHttp(ListenerKind kind, Func<IPEndPoint?> endPoint)
    {
        if (kind == ListenerKind.Control)
        {
            _control = endPoint;
        }
        else
        {
            _otlp = endPoint;
        }
    }
}
