using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Decoding;

/// <summary>Resources of formats that name host and service with each record: records of the same pair in an ingested batch share one.</summary>
internal sealed class ResourceInterner
{
    private readonly PairTable _table = new();
    private RecordBatch _batch = null!;

    /// <summary>Begins an ingested batch.</summary>
    public void Start(RecordBatch batch)
    {
        _batch = batch;
        _table.Start(batch);
    }

    /// <summary>Index of the resource with this <c>host.name</c> and <c>service.name</c>, either of which may be empty; -1 when both are.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="raw">The part that came from the header instead of the record; it becomes <see cref="ResourceInfo.Raw"/>.</param>
    public int Intern(TextRef host, TextRef service, TextRef raw = default)
    {
        if (host.IsEmpty && service.IsEmpty)
        {
            return -1;
        }

        var tag = raw.IsEmpty ? 0u : 1u;
        if (!_table.TryFind(host, service, tag, out var resource))
        {
            resource = Add(host, service, raw);
            _table.Add(host, service, tag, resource);
        }

        return resource;
    }

    private int Add(TextRef host, TextRef service, TextRef raw)
    {
        var start = _batch.Attributes.Count;
        if (!service.IsEmpty)
        {
            _batch.Attributes.Add(new RecordAttribute(_batch.Keys.Intern("service.name"u8), Value.OfString(service)));
        }

        if (!host.IsEmpty)
        {
            _batch.Attributes.Add(new RecordAttribute(_batch.Keys.Intern("host.name"u8), Value.OfString(host)));
        }

        return _batch.Resources.Add(new ResourceInfo { AttributeStart = start, AttributeCount = _batch.Attributes.Count - start, Raw = raw });
    }
}
