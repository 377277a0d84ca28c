using System.Net.Sockets;

namespace LogPlatform.Cli.Sending;

/// <summary>
/// A syslog connection over TCP. Syslog has no acknowledgement; but a server that reads to our end and then closes orderly has taken everything, so the
/// end of the connection decides about all of it.
/// </summary>
/// <param name="host">The server.</param>
/// <param name="port">Its syslog port.</param>
/// <param name="retryFor">How long to try to connect.</param>
/// <param name="endTimeout">How long the server may take to read to the end.</param>
/// <param name="time">The clock.</param>
internal sealed class SyslogConnection(string host, int port, TimeSpan retryFor, TimeSpan endTimeout, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private Socket? _socket;

    /// <summary>Sends bytes, connecting first where needed; null when they are on their way, else why the connection is lost, and with it everything since it began.</summary>
    public async ValueTask<SocketException?> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            _socket ??= await ConnectAsync(cancellationToken);
            while (bytes.Length > 0)
            {
                bytes = bytes[await _socket.SendAsync(bytes, cancellationToken)..];
            }

            return null;
        }
        catch (SocketException e)
        {
            Dispose();
            return e;
        }
    }

    /// <summary>Ends the connection; whether the server took everything.</summary>
    public async ValueTask<bool> FinishAsync(CancellationToken cancellationToken)
    {
        if (_socket is not { } socket)
        {
            return true;
        }

        try
        {
            using var timeout = new CancellationTokenSource(endTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            socket.Shutdown(SocketShutdown.Send);
            return await socket.ReceiveAsync(new byte[16], either.Token) == 0;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes the connection. It can be used again: the next bytes open a new one.</summary>
    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(host, port, cancellationToken);
                return socket;
            }
            catch (SocketException) when (time.GetElapsedTime(started) < retryFor)
            {
                socket.Dispose();
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
