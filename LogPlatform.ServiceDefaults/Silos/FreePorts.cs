using System.Net;
using System.Net.Sockets;

namespace LogPlatform.ServiceDefaults.Silos;

/// <summary>Ports that nobody listens on.</summary>
internal static class FreePorts
{
    /// <summary>Finds <paramref name="count"/> different ones. Somebody else may take one before it is used; the silo then does not start, and says so.</summary>
    public static int[] Find(int count)
    {
        var listeners = new TcpListener[count];
        try
        {
            for (var i = 0; i < count; i++)
            {
                listeners[i] = new TcpListener(IPAddress.Loopback, 0);
                listeners[i].Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
            {
                listener?.Dispose();
            }
        }
    }
}
