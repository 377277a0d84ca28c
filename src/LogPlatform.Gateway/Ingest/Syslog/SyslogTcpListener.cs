using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LogPlatform.Gateway.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>Accepts syslog over TCP.</summary>
internal sealed partial class SyslogTcpListener(
    IOptions<GatewayOptions> gateway,
    IOptions<SyslogOptions> options,
    IOptions<IngestOptions> limits,
    BoundEndpoints bound,
    SyslogBatches batches,
    IngestInstruments instruments,
    TimeProvider time,
    ILogger<SyslogTcpListener> logger) : IHostedService, IDisposable
{
    private const int Backlog = 512;
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<SyslogConnection, Task> _connections = new();
    private readonly ByteBudget _budget = new(options.Value.TcpBufferBytes, time);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private ITimer? _sweep;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!gateway.Value.Syslog.Enabled || !options.Value.Tcp)
        {
            return Task.CompletedTask;
        }

        var endPoint = gateway.Value.Syslog.EndPoint;
        _listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        SyslogAddress.Bind(_listener, endPoint);
        _listener.Listen(Backlog);
        bound.SyslogTcp = (IPEndPoint)_listener.LocalEndPoint!;
        _accepting = AcceptAsync(_listener);
        var quarter = options.Value.IdleTimeout / 4;
        _sweep = time.CreateTimer(_ => CloseIdle(), null, quarter, quarter);
        return Task.CompletedTask;
    }

    /// <summary>Accepts no more, journals what has arrived, and closes; when <paramref name="cancellationToken"/> says so, without waiting any longer.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _listener?.Dispose();
        await _accepting;
        await using var abort = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _aborting);
        await HardStop.WaitAsync(Task.WhenAll(_connections.Values), cancellationToken);
    }

    public void Dispose()
    {
        _sweep?.Dispose();
        _listener?.Dispose();
        _stopping.Dispose();
        _aborting.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Start(await listener.AcceptAsync(_stopping.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException failure) when (!_stopping.IsCancellationRequested && failure.SocketErrorCode != SocketError.OperationAborted)
            {
                // Out of descriptors, say: those who are connected go on, and this passes.
                SyslogAcceptError(logger, failure);
                await Task.Delay(AcceptPause, time, CancellationToken.None);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private void Start(Socket socket)
    {
        if (_connections.Count >= options.Value.MaxConnections)
        {
            socket.Dispose();
            instruments.OnRefused(SyslogConnection.Protocol, RefusalReason.Busy);
            SyslogConnectionRefused(logger, options.Value.MaxConnections);
            return;
        }

        var connection = new SyslogConnection(
            socket,
            options.Value.ChunkBytes,
            limits.Value.MaxLineBytes,
            _budget,
            batches,
            time,
            _stopping.Token,
            _aborting.Token);
        instruments.OnConnected();
        var running = new Task<Task>(() => RunAsync(connection));
        _connections[connection] = running.Unwrap();
        running.Start(TaskScheduler.Default);
    }

    private async Task RunAsync(SyslogConnection connection)
    {
        try
        {
            await connection.RunAsync();
        }
#pragma warning disable CA1031 // One connection's failure is not the listener's.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            SyslogConnectionError(logger, connection.Peer, failure);
        }
        finally
        {
            connection.Dispose();
            _connections.TryRemove(connection, out _);
            instruments.OnDisconnected();
        }
    }

    private void CloseIdle()
    {
        foreach (var (connection, _) in _connections)
        {
            if (connection.IdleFor > options.Value.IdleTimeout)
            {
                SyslogConnectionIdle(logger, connection.Peer);
                connection.Finish();
            }
        }
    }
}
