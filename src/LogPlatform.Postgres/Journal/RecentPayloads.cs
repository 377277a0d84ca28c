using System.Buffers;
using LogPlatform.Core.Batches;

namespace LogPlatform.Postgres.Journal;

/// <summary>The bytes of batches that came in here and wait for their commit, as far as they fit: so that they need not be read back to be processed.</summary>
internal sealed class RecentPayloads(long most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, (BatchHeader Header, byte[] Rented, int Length)> _batches = [];
    private long _bytes;

    /// <summary>Keeps a copy, if there is room.</summary>
    public void Add(BatchId id, BatchHeader header, ReadOnlyMemory<byte> payload)
    {
        lock (_gate)
        {
            if (_bytes + payload.Length > most)
            {
                return;
            }

            var rented = ArrayPool<byte>.Shared.Rent(payload.Length);
            payload.CopyTo(rented);
            _batches[id.Value] = (header, rented, payload.Length);
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

    /// <summary>Forgets all batches.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Remove([.. _batches.Keys]);
        }
    }

    /// <summary>Forgets batches.</summary>
    public void Remove(ReadOnlySpan<long> ids)
    {
        lock (_gate)
        {
            foreach (var id in ids)
            {
                if (_batches.Remove(id, out var batch))
                {
                    _bytes -= batch.Length;
                    ArrayPool<byte>.Shared.Return(batch.Rented);
                }
            }
        }
    }
}
