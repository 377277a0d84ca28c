using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LogPlatform.Core.Batches;

namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>
/// One sender over TCP. While the journal takes one chunk of messages, the next one is read, up to a bound; then reading stops until the journal
/// has caught up, and TCP tells the sender to slow down. So chunks grow with the load, and nobody waits for one to fill.
/// </summary>
internal sealed class SyslogConnection : IDisposable
{
    public const string Protocol = "syslog-tcp";
    private const int FirstRoom = 16 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly ByteBudget _budget;
    private readonly SyslogBatches _batches;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _finishing;
    private readonly CancellationToken _abort;
    private readonly FrameCutter _cutter;
    private readonly int _maxMessage;
    private readonly int _most;
    private PooledBody _filling;
    private int _room = FirstRoom;
    private Task<int>? _readable;
    private long _lastActivity;
    private bool _ended;
    private bool _broken;

    public SyslogConnection(
        Socket socket,
        int chunkBytes,
        int maxMessageBytes,
        ByteBudget budget,
        SyslogBatches batches,
        TimeProvider time,
        CancellationToken stop,
        CancellationToken abort)
    {
        _socket = socket;
        _budget = budget;
        _batches = batches;
        _time = time;
        _abort = abort;
        _finishing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _cutter = new FrameCutter(maxMessageBytes);
        _maxMessage = maxMessageBytes;
        _most = Math.Max(chunkBytes, maxMessageBytes + FrameCutter.Overhead);
        _filling = new PooledBody(budget, Patience);
        _lastActivity = time.GetTimestamp();
        Peer = SyslogBatches.PeerName(((IPEndPoint)socket.RemoteEndPoint!).Address);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
    }

    /// <summary>The sender's address.</summary>
    public string Peer { get; }

    /// <summary>How long nothing has come.</summary>
    public TimeSpan IdleFor => _time.GetElapsedTime(Volatile.Read(ref _lastActivity));

    /// <summary>Journals what has arrived, and closes.</summary>
    public void Finish() => _finishing.Cancel();

    /// <summary>Serves the sender until it is done, breaks the framing or goes quiet.</summary>
    public async Task RunAsync()
    {
        Task? append = null;
        while (true)
        {
            if (append is { IsCompleted: true })
            {
                await append;
                append = null;
            }

            append ??= await StartAppendAsync();
            if (append is not null && (_ended || !await TryMakeRoomAsync(TimeSpan.Zero)))
            {
                await append;
            }
            else if (_ended)
            {
                return;
            }
            else if (append is not null || await TryMakeRoomAsync(Patience))
            {
                await ReadAsync(append);
            }
            else if (_filling.Length > 0)
            {
                // It holds memory and needs more, and so do others: what it has is kept, and it may connect again.
                _ended = true;
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _filling.Dispose();
        _finishing.Dispose();
    }

    /// <summary>Hands the whole messages in the buffer over; null when there are none, or when they have been taken already.</summary>
    private async ValueTask<Task?> StartAppendAsync()
    {
        if (_ended && !_broken)
        {
            await TerminateAsync();
        }

        var cut = Cut();
        if (cut.Frames == 0)
        {
            return null;
        }

        var chunk = _filling;
        var next = new PooledBody(_budget, TimeSpan.Zero);
        var rest = chunk.Memory[cut.Bytes..];
        if (rest.Length > 0 && !await next.TryReserveAsync(Math.Max(rest.Length, _room)))
        {
            // No memory to read on with: hand over first, then go on in the same buffer.
            await AppendAsync(chunk.Memory[..cut.Bytes], cut.Frames);
            chunk.RemoveStart(cut.Bytes);
            return null;
        }

        rest.CopyTo(next.Free);
        next.Advance(rest.Length);
        _filling = next;
        _room = Math.Clamp(chunk.Length, FirstRoom, _most);
        return AppendAndDisposeAsync(chunk, cut);
    }

    private FrameCut Cut()
    {
        var cut = _cutter.Cut(_filling.Memory.Span);
        if (cut.Broken && !_broken)
        {
            _broken = _ended = true;
            _batches.OnDropped(Protocol, 1, "SyslogFraming");
        }
        else if (cut.Frames == 0 && _filling.Length > _maxMessage && _cutter.Format == BatchFormat.SyslogLines)
        {
            // RFC 6587 leaves open what becomes of a message that is too long; here its pieces are messages.
            _filling.Replace(_maxMessage, 0, "\n"u8);
            return new FrameCut(_maxMessage + 1, 1, false);
        }

        return cut;
    }

    private async ValueTask<bool> TryMakeRoomAsync(TimeSpan patience)
    {
        var limit = _most - FrameCutter.Overhead;
        if (_filling.Length >= limit)
        {
            return false;
        }

        return !_filling.Free.IsEmpty || await _filling.TryReserveAsync(Math.Min(Math.Max(_room, 2 * _filling.Length), _most), patience);
    }

    private async ValueTask ReadAsync(Task? append)
    {
        try
        {
            if (!await IsReadableAsync(append))
            {
                return;
            }

            var room = Math.Min(_filling.Free.Length, _most - FrameCutter.Overhead - _filling.Length);
            var read = await _socket.ReceiveAsync(_filling.Free[..room], SocketFlags.None, _finishing.Token);
            _filling.Advance(read);
            _ended |= read == 0;
            Volatile.Write(ref _lastActivity, _time.GetTimestamp());
        }
        catch (OperationCanceledException)
        {
            await ReadRestAsync();
        }
        catch (SocketException)
        {
            // Reset: what came before it is kept.
            _ended = true;
        }
    }

    /// <summary>
    /// Waits until there is something to read or the append is done; whether it is the former. Waiting touches no buffer, so the one that is being
    /// filled may be handed over meanwhile.
    /// </summary>
    private async ValueTask<bool> IsReadableAsync(Task? append)
    {
        if (_readable is null)
        {
            var readable = _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, _finishing.Token);
            if (readable.IsCompletedSuccessfully)
            {
                return true;
            }

            _readable = readable.AsTask();
        }

        if (append is not null)
        {
            await Task.WhenAny(_readable, append);
            if (!_readable.IsCompleted)
            {
                return false;
            }
        }

        var waited = _readable;
        _readable = null;
        await waited;
        return true;
    }

    /// <summary>At the end of the connection's time: what has arrived is still taken, up to the bound.</summary>
    private async ValueTask ReadRestAsync()
    {
        _ended = true;
        while (_socket.Available > 0 && await TryMakeRoomAsync(TimeSpan.Zero))
        {
            var room = Math.Min(_filling.Free.Length, _most - FrameCutter.Overhead - _filling.Length);
            var read = await _socket.ReceiveAsync(_filling.Free[..room], SocketFlags.None, _abort);
            if (read == 0)
            {
                return;
            }

            _filling.Advance(read);
        }
    }

    /// <summary>The sender is gone: its last message is whole even without its newline, or shorter than it announced.</summary>
    private async ValueTask TerminateAsync()
    {
        if (_filling.Length == 0 || !await _filling.TryReserveAsync(_filling.Length + FrameCutter.Overhead, Patience))
        {
            return;
        }

        if (_cutter.Format != BatchFormat.SyslogCounted)
        {
            if (_filling.Memory.Span[^1] != (byte)'\n')
            {
                _filling.Replace(_filling.Length, 0, "\n"u8);
            }

            return;
        }

        var whole = _cutter.Cut(_filling.Memory.Span).Bytes;
        var rest = _filling.Memory.Span[whole..];
        var space = rest.IndexOf((byte)' ');
        if (space > 0 && rest.Length > space + 1)
        {
            var count = Encoding.ASCII.GetBytes((rest.Length - space - 1).ToString(CultureInfo.InvariantCulture));
            _filling.Replace(whole, space, count);
        }
    }

    private async Task AppendAndDisposeAsync(PooledBody chunk, FrameCut cut)
    {
        using (chunk)
        {
            await AppendAsync(chunk.Memory[..cut.Bytes], cut.Frames);
        }
    }

    private Task<bool> AppendAsync(ReadOnlyMemory<byte> frames, int count) =>
        _batches.AppendAsync(Protocol, _cutter.Format, Peer, frames, count, _abort);
}
