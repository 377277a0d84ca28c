using System.Net;

namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>Datagrams that wait for the journal, sorted by sender. Not thread-safe.</summary>
internal sealed class DatagramGathering(ByteBudget budget)
{
    private readonly Dictionary<IPAddress, DatagramBatch> _bySender = [];
    private readonly IPEndPoint _endPoints = new(IPAddress.Any, 0);
    private SocketAddress? _lastAddress;
    private DatagramBatch? _lastBatch;

    /// <summary>Bytes that wait.</summary>
    public int Bytes { get; private set; }

    /// <summary>Adds a datagram; false when too many wait already.</summary>
    public bool TryAdd(SocketAddress sender, ReadOnlySpan<byte> datagram)
    {
        if (_lastBatch is null || !sender.Equals(_lastAddress))
        {
            // Datagrams come in runs of one sender, so this path, which allocates, is the rare one.
            _lastBatch = BatchOf(((IPEndPoint)_endPoints.Create(sender)).Address);
            _lastAddress = new SocketAddress(sender.Family, sender.Size);
            sender.Buffer.Span[..sender.Size].CopyTo(_lastAddress.Buffer.Span);
        }

        if (!_lastBatch.TryAdd(datagram))
        {
            return false;
        }

        Bytes += datagram.Length;
        return true;
    }

    /// <summary>Takes all that waits.</summary>
    public IReadOnlyList<DatagramBatch> TakeAll()
    {
        DatagramBatch[] taken = [.. _bySender.Values.Where(batch => batch.Count > 0)];
        _bySender.Clear();
        _lastBatch = null;
        Bytes = 0;
        return taken;
    }

    private DatagramBatch BatchOf(IPAddress sender)
    {
        if (!_bySender.TryGetValue(sender, out var batch))
        {
            batch = new DatagramBatch(sender, budget);
            _bySender.Add(sender, batch);
        }

        return batch;
    }
}
