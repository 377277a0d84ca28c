using System.Net;
using System.Net.Sockets;

namespace LogPlatform.Postgres.Tests.Server;

/// <summary>
/// Stands between a gateway and PostgreSQL, and cuts every connection at a chosen step: in place of, or just after, the n-th message to the server. What the server makes of that is
/// what it makes of a process that dies there.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private readonly string _server;
    private readonly int _serverPort;
    private readonly Task _accepting;
    private long _left = long.MaxValue;
    private bool _isForwarded;
    private bool _isCut;

    public CuttingProxy(string connectionString)
    {
        var server = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
        (_server, _serverPort) = (server.Host!, server.Port);
        _listener.Start();
        server.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        ConnectionString = server.ConnectionString;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>The way through the proxy.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether it has cut.</summary>
    public bool HasCut
    {
        get
        {
            lock (_gate)
            {
                return _isCut;
            }
        }
    }

    /// <summary>Cuts at the n-th message from now on, from 0; the server gets that message if <paramref name="isForwarded"/>.</summary>
    public void CutAt(int step, bool isForwarded)
    {
        lock (_gate)
        {
            (_left, _isForwarded, _isCut) = (step, isForwarded, false);
        }
    }

    /// <summary>Lets connections through again, and cuts no more.</summary>
    public void Heal()
    {
        lock (_gate)
        {
            (_left, _isCut) = (long.MaxValue, false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        CutAll();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptSocketAsync(_stop.Token);
            var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            lock (_gate)
            {
                if (_isCut)
                {
                    client.Close(0);
                    continue;
                }

                _sockets.Add(client);
                _sockets.Add(server);
            }

            client.NoDelay = true;
            await server.ConnectAsync(IPAddress.Parse(_server), _serverPort, _stop.Token);
            _ = PumpAsync(client, server, isToServer: true);
            _ = PumpAsync(server, client, isToServer: false);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isToServer)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                var isLast = isToServer && IsLast();
                if (!isLast || _isForwarded)
                {
                    await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
                }

                if (isLast)
                {
                    CutAll();
                    return;
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other end is gone.
        }

        from.Dispose();
        to.Dispose();
    }

    private bool IsLast()
    {
        lock (_gate)
        {
            return _left-- == 0;
        }
    }

    private void CutAll()
    {
        lock (_gate)
        {
            _isCut = true;
            _sockets.ForEach(socket => socket.Dispose());
            _sockets.Clear();
        }
    }
}
