using System.Net;

namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>Datagrams of one sender on their way into one batch, each behind its octet count: a datagram may hold newlines.</summary>
internal sealed class DatagramBatch(IPAddress sender, ByteBudget budget) : IDisposable
{
    private const int FirstRoom = 2048;
    private const int CountRoom = 8;

    private readonly PooledBody _frames = new(budget, TimeSpan.Zero);

    /// <summary>The sender's address as it is journaled.</summary>
    public string Peer { get; } = SyslogBatches.PeerName(sender);

    /// <summary>Number of datagrams.</summary>
    public int Count { get; private set; }

    /// <summary>The framed datagrams.</summary>
    public ReadOnlyMemory<byte> Frames => _frames.Memory;

    /// <summary>Adds a datagram; false when the budget is spent.</summary>
    public bool TryAdd(ReadOnlySpan<byte> datagram)
    {
        var needed = _frames.Length + CountRoom + datagram.Length;

        if (needed > _frames.Length + _frames.Free.Length && !_frames.TryReserve(Math.Max(needed, Math.Max(FirstRoom, 2 * _frames.Length))))
        {
            return false;
        }

        var free = _frames.Free.Span;
        datagram.Length.TryFormat(free, out var digits, provider: System.Globalization.CultureInfo.InvariantCulture);
        free[digits] = (byte)' ';
        datagram.CopyTo(free[(digits + 1)..]);
        _frames.Advance(digits + 1 + datagram.Length);
        Count++;
        return true;
    }

    public void Dispose() => _frames.Dispose();
}
