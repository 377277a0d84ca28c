using System.Net;
using System.Net.Sockets;

namespace LogPlatform.Cluster.Tests.Processes;

/// <summary>
/// Ports of the loopback that nobody listens at, each given out once, for processes that cannot choose one themselves. They lie below those that the system gives to clients, so that
/// no connection takes one before its process has started.
/// </summary>
internal static class Ports
{
    private const int First = 12_000;
    private const int Last = 30_000;

    private static int _next = First + (Environment.ProcessId * 97 % (Last - First));

    public static int Next()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref _next) - First) % (Last - First));
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody is there.
            }
        }
    }
}
