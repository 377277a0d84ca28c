using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace LogPlatform.Gateway.Hosting;

/// <summary>One address to listen on.</summary>
public sealed class ListenerOptions
{
    /// <summary>Whether to listen at all; default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>An IP address of this machine, or <c>localhost</c>; default 127.0.0.1.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port, 0 to 65535; 0 lets the system choose one.</summary>
    public int Port { get; set; }

    /// <summary>The address and port; false when they make none.</summary>
    public bool TryGetEndPoint([NotNullWhen(true)] out IPEndPoint? endPoint)
    {
        endPoint = null;
        var address = string.Equals(Address, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : null;
        if ((address is null && !IPAddress.TryParse(Address, out address)) || Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            return false;
        }

        endPoint = new IPEndPoint(address, Port);
        return true;
    }

    internal IPEndPoint EndPoint =>
        TryGetEndPoint(out var endPoint) ? endPoint : throw new InvalidOperationException($"'{Address}:{Port}' is no address to listen on.");
}
