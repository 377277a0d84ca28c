using System.Net;
using System.Net.Sockets;

namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>Binds a syslog socket.</summary>
internal static class SyslogAddress
{
    /// <exception cref="IOException">The address cannot be had; the message names it, which the system's own does not.</exception>
    public static void Bind(Socket socket, IPEndPoint endPoint)
    {
        try
        {
            socket.Bind(endPoint);
        }
        catch (SocketException refused)
        {
            throw new IOException($"Failed to bind syslog to {endPoint} ({socket.ProtocolType}): {refused.Message}.", refused);
        }
    }
}
