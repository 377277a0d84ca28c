using System.Net;
using System.Net.Sockets;
using LogPlatform.Core.Batches;
using LogPlatform.Gateway.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>
/// Takes syslog over UDP. Datagrams gather while the journal takes the ones before; when too many wait, further ones are dropped and counted.
/// </summary>
internal sealed partial class SyslogUdpListener(
    IOptions<GatewayOptions> gateway,
    IOptions<SyslogOptions> options,
    BoundEndpoints bound,
    SyslogBatches batches,
    TimeProvider time,
    ILogger<SyslogUdpListener> logger) : IHostedService, IDisposable
{
    private const string Protocol = "syslog-udp";
    private const int LargestDatagram = 65_536;
    private const int FlushBytes = 256 << 10;
    private static readonly TimeSpan ErrorPause = TimeSpan.FromMilliseconds(100);

    private readonly DatagramGathering _waiting = new(new ByteBudget(options.Value.UdpPendingBytes, time));
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private Socket? _socket;
    private Task _running = Task.CompletedTask;
    private long _dropped;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!gateway.Value.Syslog.Enabled || !options.Value.Udp)
        {
            return Task.CompletedTask;
        }

        var endPoint = gateway.Value.Syslog.EndPoint;
        _socket = new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = options.Value.UdpReceiveBufferBytes };
        SyslogAddress.Bind(_socket, endPoint);
        bound.SyslogUdp = (IPEndPoint)_socket.LocalEndPoint!;
        _running = Task.Run(() => RunAsync(_socket), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Takes what has arrived, journals it, and closes; when <paramref name="cancellationToken"/> says so, without waiting any longer.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await using var abort = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _aborting);
        await HardStop.WaitAsync(_running, cancellationToken);
        _socket?.Dispose();
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _stopping.Dispose();
        _aborting.Dispose();
    }

    private async Task RunAsync(Socket socket)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(LargestDatagram, pinned: true);
        var sender = new SocketAddress(socket.AddressFamily);
        var flush = Task.CompletedTask;
        Task<int>? receive = null;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (receive is null)
                {
                    var received = socket.ReceiveFromAsync(buffer, SocketFlags.None, sender, _stopping.Token);
                    if (received.IsCompletedSuccessfully)
                    {
                        Add(sender, buffer.AsSpan(0, received.Result));
                        flush = _waiting.Bytes >= FlushBytes && flush.IsCompleted ? FlushAsync() : flush;
                        continue;
                    }

                    receive = received.AsTask();
                }

                // Nothing more is there: the moment to hand over what came, if the journal is done with what was before.
                if (flush.IsCompleted && _waiting.Bytes > 0)
                {
                    flush = FlushAsync();
                }

                await (flush.IsCompleted ? receive : (Task)Task.WhenAny(receive, flush));
                if (receive.IsCompleted)
                {
                    var done = receive;
                    receive = null;
                    Add(sender, buffer.AsSpan(0, await done));
                }
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (Exception closed) when (closed is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                // The host gave up before it ever got to stopping, and took the socket away.
                return;
            }
            catch (SocketException failure)
            {
                SyslogReceiveError(logger, failure);
                receive = null;
                await Task.Delay(ErrorPause, time, CancellationToken.None);
            }
        }

        await FinishAsync(socket, buffer, sender, flush);
    }

    private async Task FinishAsync(Socket socket, byte[] buffer, SocketAddress sender, Task flush)
    {
        await flush;
        while (socket.Available > 0 && _waiting.Bytes < options.Value.UdpPendingBytes / 2)
        {
            Add(sender, buffer.AsSpan(0, socket.ReceiveFrom(buffer, SocketFlags.None, sender)));
        }

        await FlushAsync();
    }

    private void Add(SocketAddress sender, ReadOnlySpan<byte> datagram)
    {
        var message = datagram.TrimEnd("\r\n\0"u8);
        if (!message.IsEmpty && !_waiting.TryAdd(sender, message))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private async Task FlushAsync()
    {
        await Task.WhenAll(_waiting.TakeAll().Select(AppendAsync));

        // Told once for each hand-over and not for each datagram: a flood must not become a flood of our own log.
        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
        {
            batches.OnDropped(Protocol, dropped, "TooManyWaiting");
        }
    }

    private async Task AppendAsync(DatagramBatch batch)
    {
        using (batch)
        {
            await batches.AppendAsync(Protocol, BatchFormat.SyslogCounted, batch.Peer, batch.Frames, batch.Count, _aborting.Token);
        }
    }

    [LoggerMessage(EventId = 2116, Level = LogLevel.Warning, Message = "SyslogReceiveError: receiving goes on.")]
    private static partial void SyslogReceiveError(ILogger logger, Exception failure);
}
