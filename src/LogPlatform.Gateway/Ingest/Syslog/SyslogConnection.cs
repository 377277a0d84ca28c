using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Syslog;

namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>
/// One sender over TCP. While the journal takes one chunk of messages, the next one is read, up to a bound; then reading stops until the journal
/// has caught up, and TCP tells the sender to slow down. So chunks grow with the load, and nobody waits for one to fill.
/// </summary>
internal sealed class SyslogConnection : IDisposable
{
    public const string Protocol = "syslog-tcp";
    private const int FirstRoom = 16 << 10;

    // For an octet count or a newline, and a byte more than the longest message that shows it to be longer.
    private const int Overhead = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly ByteBudget _budget;
    private readonly SyslogBatches _batches;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _finishing;
    private readonly CancellationToken _abort;
    private readonly int _maxMessage;
    private readonly int _most;
    private SyslogFramingMode _mode;
    private PooledBody _filling;
    private int _room = FirstRoom;
    private int _searched;
    private Task<int>? _readable;
    private long _lastActivity;
    private bool _ended;

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
        _maxMessage = maxMessageBytes;
        // A message of the largest size must fit with its count, or with what shows that it is longer, and still leave room to end it.
        _most = Math.Max(chunkBytes, maxMessageBytes + Overhead) + Overhead;
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
    public void Finish()
    {
        try
        {
            _finishing.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

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
        if (_ended)
        {
            await TerminateAsync();
        }
        else if (IsPartOfOneLine())
        {
            return null;
        }

        var scan = Scan();
        _searched = 0;
        if (scan.Frames == 0)
        {
            _filling.RemoveStart(scan.Bytes);
            return null;
        }

        var chunk = _filling;
        var next = new PooledBody(_budget, TimeSpan.Zero);
        var rest = chunk.Memory[scan.Bytes..];
        if (rest.Length > 0 && !await next.TryReserveAsync(Math.Max(rest.Length, _room)))
        {
            // No memory to read on with: hand over first, then go on in the same buffer.
            await AppendAsync(chunk.Memory[..scan.Bytes], scan.Frames);
            chunk.RemoveStart(scan.Bytes);
            return null;
        }

        rest.CopyTo(next.Free);
        next.Advance(rest.Length);
        _filling = next;
        _room = Math.Min(Math.Max(chunk.Length, FirstRoom), _most);
        return AppendAndDisposeAsync(chunk, scan);
    }

    // A long line that comes in many small pieces is searched once, not again with every piece.
    private bool IsPartOfOneLine()
    {
        if (_mode != SyslogFramingMode.Lines || _filling.Length > _maxMessage || _filling.Memory.Span[_searched..].Contains((byte)'\n'))
        {
            return false;
        }

        _searched = _filling.Length;
        return true;
    }

    private SyslogScan Scan()
    {
        if (_mode == SyslogFramingMode.None)
        {
            _mode = SyslogFraming.Detect(_filling.Memory.Span);
            if (_mode == SyslogFramingMode.None)
            {
                return default;
            }
        }

        var scan = SyslogFraming.Scan(_mode, _filling.Memory.Span, _maxMessage, _ended);
        if (scan.Error is not null)
        {
            // Nothing behind this can be told apart any more.
            _filling.Truncate(scan.Bytes);
            _ended = true;
            _batches.OnDropped(Protocol, 1, "SyslogFraming");
        }

        if (!scan.NeedsNewline)
        {
            return scan;
        }

        _filling.Replace(scan.Bytes, 0, "\n"u8);
        return scan with { Bytes = scan.Bytes + 1 };
    }

    private async ValueTask<bool> TryMakeRoomAsync(TimeSpan patience)
    {
        var limit = _most - Overhead;
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

            var room = Math.Min(_filling.Free.Length, _most - Overhead - _filling.Length);
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
        while (true)
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

            // What told of it may be late, and tell of what has been read already; the read would wait then, and keep what is here from the journal.
            if (_socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
            {
                return true;
            }
        }
    }

    /// <summary>At the end of the connection's time: what has arrived is still taken, up to the bound.</summary>
    private async ValueTask ReadRestAsync()
    {
        _ended = true;
        while (_socket.Available > 0 && await TryMakeRoomAsync(TimeSpan.Zero))
        {
            var room = Math.Min(_filling.Free.Length, _most - Overhead - _filling.Length);
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
        if (_filling.Length == 0)
        {
            return;
        }

        // A line or count may become a little longer. Without that room the end is lost, and counted when it is scanned.
        await _filling.TryReserveAsync(_filling.Length + Overhead, Patience);
        if (_mode == SyslogFramingMode.None)
        {
            _mode = SyslogFramingMode.Lines;
        }

        if (_mode == SyslogFramingMode.Counted)
        {
            CorrectLastCount();
        }
    }

    private void CorrectLastCount()
    {
        var whole = SyslogFraming.Scan(_mode, _filling.Memory.Span, _maxMessage).Bytes;
        var rest = _filling.Memory.Span[whole..];
        var digits = rest.IndexOf((byte)' ');
        if (digits <= 0 || rest.Length == digits + 1 || !int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var announced))
        {
            return;
        }

        var came = rest.Length - digits - 1;
        if (announced > came && announced <= _maxMessage)
        {
            // A smaller number is never longer, so there is room.
            _filling.Replace(whole, digits, Encoding.ASCII.GetBytes(came.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private async Task AppendAndDisposeAsync(PooledBody chunk, SyslogScan scan)
    {
        using (chunk)
        {
            await AppendAsync(chunk.Memory[..scan.Bytes], scan.Frames);
        }
    }

    private BatchFormat Format => _mode == SyslogFramingMode.Counted ? BatchFormat.SyslogCounted : BatchFormat.SyslogLines;

    private Task<bool> AppendAsync(ReadOnlyMemory<byte> frames, int count) =>
        _batches.AppendAsync(Protocol, Format, Peer, frames, count, _abort);
}
