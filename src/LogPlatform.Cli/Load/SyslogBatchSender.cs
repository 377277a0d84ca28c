using System.Net.Sockets;

namespace LogPlatform.Cli.Load;

/// <summary>
/// Sends batches over a syslog connection. Syslog has no acknowledgement; but a server that reads to our end and then closes orderly has taken everything,
/// so the end of the connection decides about all of it. A batch is never sent twice: nothing would tell the server that it is the same.
/// </summary>
internal sealed class SyslogBatchSender(LoadOptions options, TimeProvider time) : IBatchSender
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private Socket? _socket;

    /// <inheritdoc/>
    public async ValueTask<BatchFate> SendAsync(BatchRange batch, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            _socket ??= await ConnectAsync(cancellationToken);
            for (var left = body; left.Length > 0;)
            {
                left = left[await _socket.SendAsync(left, cancellationToken)..];
            }

            return BatchFate.Pending;
        }
        catch (SocketException)
        {
            Close();
            await Task.Delay(Pause, time, cancellationToken);
            return BatchFate.Broken;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> FinishAsync(CancellationToken cancellationToken)
    {
        if (_socket is not { } socket)
        {
            return true;
        }

        try
        {
            using var timeout = new CancellationTokenSource(options.AnswerTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            socket.Shutdown(SocketShutdown.Send);
            var nothing = new byte[16];
            return await socket.ReceiveAsync(nothing, either.Token) == 0;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
        finally
        {
            Close();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(options.Ingest.Host, options.SyslogPort, cancellationToken);
                return socket;
            }
            catch (SocketException) when (time.GetElapsedTime(started) < options.RetryFor)
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

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
