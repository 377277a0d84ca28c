using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Decoding;

/// <summary>
/// Resources of formats that name host and service with each record: records of the same pair share one. A small open-addressing table over the bytes of the names,
/// good for one ingested batch.
/// </summary>
internal sealed class ResourceInterner
{
    private readonly GrowList<Entry> _entries = new();
    private RecordBatch _batch = null!;
    private int[] _slots = new int[64];

    /// <summary>Begins an ingested batch.</summary>
    public void Start(RecordBatch batch)
    {
        _batch = batch;
        if (_slots.Length > 1 << 12)
        {
            _slots = new int[64];
        }
        else if (_entries.Count > 0)
        {
            Array.Clear(_slots);
        }

        _entries.ClearAndTrim(1 << 12);
    }

    /// <summary>Index of the resource with this <c>host.name</c> and <c>service.name</c>, either of which may be empty; -1 when both are.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="raw">What <see cref="ResourceInfo.Raw"/> shall be when the resource is new.</param>
    public int Intern(TextRef host, TextRef service, TextRef raw = default)
    {
        if (host.IsEmpty && service.IsEmpty)
        {
            return -1;
        }

        var hostName = _batch.Text(host);
        var serviceName = _batch.Text(service);
        var hash = Hash(hostName, serviceName);
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            ref var entry = ref _entries[_slots[slot] - 1];
            if (entry.Hash == hash && _batch.Text(entry.Host).SequenceEqual(hostName) && _batch.Text(entry.Service).SequenceEqual(serviceName))
            {
                return entry.Resource;
            }
        }

        var resource = Add(host, service, raw);
        _slots[slot] = _entries.Add(new Entry { Hash = hash, Host = host, Service = service, Resource = resource }) + 1;
        if (_entries.Count * 2 > _slots.Length)
        {
            Grow();
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

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var i = 0; i < _entries.Count; i++)
        {
            var slot = (int)_entries[i].Hash & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = i + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> host, ReadOnlySpan<byte> service)
    {
        var hash = new HashCode();
        hash.AddBytes(host);
        hash.Add(host.Length);
        hash.AddBytes(service);
        return (uint)hash.ToHashCode();
    }

    private struct Entry
    {
        public uint Hash;
        public int Resource;
        public TextRef Host;
        public TextRef Service;
    }
}
