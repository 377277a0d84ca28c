using System.Buffers;
using LogPlatform.Core.Batches;

namespace LogPlatform.Postgres.Journal;

/// <summary>
/// The bytes of the batches that came in here last, so that they need not be read back to be processed, and a little later to be mirrored. The oldest go first, whether they are
/// committed or not.
/// </summary>
internal sealed class RecentPayloads(long most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, (BatchHeader Header, byte[] Rented, int Length)> _batches = [];
    private readonly Queue<long> _order = new();
    private long _bytes;

    /// <summary>Keeps a copy, unless it alone is too large.</summary>
    public void Add(BatchId id, BatchHeader header, ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > most)
        {
            return;
        }

        lock (_gate)
        {
            while (_bytes + payload.Length > most && _order.TryDequeue(out var oldest))
            {
                Remove_NeedsLock(oldest);
            }

            var rented = ArrayPool<byte>.Shared.Rent(payload.Length);
            payload.CopyTo(rented);
            _batches[id.Value] = (header, rented, payload.Length);
            _order.Enqueue(id.Value);
            _bytes += payload.Length;
        }
    }

    /// <summary>Copies the bytes of a batch to <paramref name="room"/>; null when they are not here.</summary>
    public BatchHeader? TryCopy(BatchId id, Memory<byte> room)
    {
        lock (_gate)
        {
            if (!_batches.TryGetValue(id.Value, out var batch))
            {
                return null;
            }

            batch.Rented.AsMemory(0, batch.Length).CopyTo(room);
            return batch.Header;
        }
    }

    private void Remove_NeedsLock(long id)
    {
        if (_batches.Remove(id, out var batch))
        {
            _bytes -= batch.Length;
            ArrayPool<byte>.Shared.Return(batch.Rented);
        }
    }
}
