using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LogPlatform.Gateway.Ingest;

/// <summary>What came in, as metrics and as the totals of the status page. Counts an outcome once it is certain. Thread-safe.</summary>
public sealed class IngestInstruments
{
    /// <summary>Name of the platform's meter and activity source.</summary>
    public const string Source = "LogPlatform";

    private readonly Counter<long> _records;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _batches;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _dropped;
    private readonly UpDownCounter<long> _connections;
    private readonly Histogram<double> _duration;
    private long _recordsTotal;
    private long _bytesTotal;
    private long _batchesTotal;
    private long _duplicatesTotal;
    private long _rejectedTotal;
    private long _droppedTotal;
    private long _connectionsNow;

    /// <summary>Creates the instruments.</summary>
    public IngestInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Source);
        _records = meter.CreateCounter<long>("logplatform.ingest.records", "{record}", "Records that were made durable.");
        _bytes = meter.CreateCounter<long>("logplatform.ingest.bytes", "By", "Bytes that were made durable, decompressed.");
        _batches = meter.CreateCounter<long>("logplatform.ingest.batches", "{batch}", "Batches that were made durable.");
        _duplicates = meter.CreateCounter<long>("logplatform.ingest.duplicates", "{batch}", "Batches that were durable before: retries.");
        _rejected = meter.CreateCounter<long>("logplatform.ingest.rejected", "{batch}", "Batches that were refused, by reason.");
        _dropped = meter.CreateCounter<long>("logplatform.ingest.dropped", "{record}", "Records lost before they could be acknowledged, by reason.");
        _connections = meter.CreateUpDownCounter<long>("logplatform.ingest.connections", "{connection}", "Open syslog connections.");
        _duration = meter.CreateHistogram<double>("logplatform.ingest.duration", "s", "From the head of a request to its durable answer.");
    }

    /// <summary>The totals since the start of the process.</summary>
    public IntakeTotals Totals => new(
        Volatile.Read(ref _batchesTotal),
        Volatile.Read(ref _recordsTotal),
        Volatile.Read(ref _bytesTotal),
        Volatile.Read(ref _duplicatesTotal),
        Volatile.Read(ref _rejectedTotal),
        Volatile.Read(ref _droppedTotal),
        Volatile.Read(ref _connectionsNow));

    internal static ActivitySource Activities { get; } = new(Source);

    internal void OnAppended(string protocol, int records, int bytes)
    {
        Interlocked.Increment(ref _batchesTotal);
        Interlocked.Add(ref _recordsTotal, records);
        Interlocked.Add(ref _bytesTotal, bytes);
        if (_records.Enabled || _bytes.Enabled || _batches.Enabled)
        {
            var tag = Protocol(protocol);
            _records.Add(records, tag);
            _bytes.Add(bytes, tag);
            _batches.Add(1, tag);
        }
    }

    internal void OnDuplicate(string protocol)
    {
        Interlocked.Increment(ref _duplicatesTotal);
        _duplicates.Add(1, Protocol(protocol));
    }

    internal void OnAnswered(string protocol, TimeSpan elapsed)
    {
        if (_duration.Enabled)
        {
            _duration.Record(elapsed.TotalSeconds, Protocol(protocol));
        }
    }

    internal void OnRefused(string protocol, RefusalReason reason)
    {
        Interlocked.Increment(ref _rejectedTotal);
        _rejected.Add(1, Protocol(protocol), new KeyValuePair<string, object?>("reason", reason.ToString()));
    }

    internal void OnDropped(string protocol, long records, string reason)
    {
        Interlocked.Add(ref _droppedTotal, records);
        _dropped.Add(records, Protocol(protocol), new KeyValuePair<string, object?>("reason", reason));
    }

    internal void OnConnected() => CountConnection(1);

    internal void OnDisconnected() => CountConnection(-1);

    private static KeyValuePair<string, object?> Protocol(string protocol) => new("protocol", protocol);

    private void CountConnection(int change)
    {
        Interlocked.Add(ref _connectionsNow, change);
        _connections.Add(change);
    }
}
