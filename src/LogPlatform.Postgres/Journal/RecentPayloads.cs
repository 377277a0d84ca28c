using LogPlatform.Core.Batches;

namespace LogPlatform.Postgres.Journal;

/// <summary>
/// The batches that came in here last, so that they need not be read back to be processed, and a little later to be mirrored. The oldest go first, whether they are committed or not.
/// Their bytes are shared, not pooled: whoever still sends them when they go from here keeps them alive.
/// </summary>
internal sealed class RecentPayloads(long most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, JournaledBatch> _batches = [];
    private readonly Queue<long> _order = new();
    private long _bytes;

    /// <summary>Keeps a copy, unless it alone is too large.</summary>
    public void Add(BatchId id, BatchHeader header, ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > most)
        {
            return;
        }

        var copy = GC.AllocateUninitializedArray<byte>(payload.Length);
        payload.CopyTo(copy);
        lock (_gate)
        {
            while (_bytes + copy.Length > most && _order.TryDequeue(out var oldest))
            {
                if (_batches.Remove(oldest, out var gone))
                {
                    _bytes -= gone.Payload.Length;
                }
            }

            _batches[id.Value] = new JournaledBatch(header, copy);
            _order.Enqueue(id.Value);
            _bytes += copy.Length;
        }
    }

    /// <summary>A batch; null when it is not here any more.</summary>
    public JournaledBatch? Find(BatchId id)
    {
        lock (_gate)
        {
            return _batches.GetValueOrDefault(id.Value);
        }
    }
}
