using System.Buffers;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Storage.Tests.Query;

/// <summary>A catalog in memory. Blocks can be taken away as retention does it, and reads are counted.</summary>
internal sealed class MemoryCatalog : IBlockCatalog
{
    private readonly Lock _lock = new();
    private readonly List<(StoredBlock Block, byte[] Bytes)> _blocks = [];
    private readonly BlockEncoder _encoder = new();
    private TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _wholeReads;
    private int _prefixReads;
    private int _lent;

    public long LastId { get; private set; }

    public IReadOnlyList<(StoredBlock Block, byte[] Bytes)> All => _blocks;

    public int WholeReads => _wholeReads;

    public int PrefixReads => _prefixReads;

    /// <summary>Memory that was not given back.</summary>
    public int Lent => _lent;

    public static StoredBlock Describe(long id, byte[] bytes)
    {
        BlockSummary.TryRead(bytes, out var summary).ShouldBeTrue();
        ReleaseId.TryParse("release-1", out var release).ShouldBeTrue();
        var pointer = new SlotPointer(Color.Blue, new Generation(1 + (id % 3)), release);
        return new StoredBlock(id, pointer, new BatchId(id), new BatchId(id), summary.Rows, summary.MinUnixNano, summary.MaxUnixNano, summary.Bytes);
    }

    public IReadOnlyList<StoredBlock> Commit(RecordBatch batch)
    {
        var output = new ArrayBufferWriter<byte>();
        var committed = new List<StoredBlock>();
        lock (_lock)
        {
            var start = 0;
            foreach (var length in _encoder.Encode(batch, output))
            {
                committed.Add(Add(output.WrittenSpan.Slice(start, length).ToArray()));
                start += length;
            }
        }

        return committed;
    }

    public StoredBlock Commit(byte[] block)
    {
        lock (_lock)
        {
            return Add(block);
        }
    }

    public void Retain(Func<StoredBlock, bool> keep)
    {
        lock (_lock)
        {
            _blocks.RemoveAll(block => !keep(block.Block));
        }
    }

    /// <summary>Puts each block in the place of itself with a new id, as a rewind does that changes nothing.</summary>
    public void Supersede()
    {
        lock (_lock)
        {
            for (var i = 0; i < _blocks.Count; i++)
            {
                var (block, bytes) = _blocks[i];
                _blocks[i] = (block with { Id = ++LastId, Since = block.Since }, bytes);
            }
        }
    }

    public void Damage(long id)
    {
        lock (_lock)
        {
            var bytes = _blocks.Single(block => block.Block.Id == id).Bytes;
            bytes[^1] ^= 0xFF;
            bytes[100] ^= 0xFF;
        }
    }

    public IReadOnlyList<StoredBlock> Blocks(long fromUnixNano, long toUnixNano)
    {
        lock (_lock)
        {
            return [.. _blocks
                .Select(static block => block.Block)
                .Where(block => block.MaxUnixNano >= fromUnixNano && block.MinUnixNano < toUnixNano)
                .OrderByDescending(static block => block.MaxUnixNano)];
        }
    }

    public IReadOnlyList<StoredBlock> After(long afterId, int most)
    {
        lock (_lock)
        {
            return [.. _blocks.Select(static block => block.Block).Where(block => block.Id > afterId).Take(most)];
        }
    }

    public async ValueTask WaitAsync(long afterId, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task committed;
            lock (_lock)
            {
                if (LastId > afterId)
                {
                    return;
                }

                committed = _committed.Task;
            }

            await committed.WaitAsync(cancellationToken);
        }
    }

    public IMemoryOwner<byte>? Read(StoredBlock block)
    {
        Interlocked.Increment(ref _wholeReads);
        return Lend(block, block.Bytes);
    }

    public IMemoryOwner<byte>? ReadPrefix(StoredBlock block, int bytes)
    {
        Interlocked.Increment(ref _prefixReads);
        return Lend(block, Math.Min(bytes, block.Bytes));
    }

    private Lease? Lend(StoredBlock block, int length)
    {
        lock (_lock)
        {
            var bytes = _blocks.Find(stored => stored.Block.Id == block.Id).Bytes;
            if (bytes is null)
            {
                return null;
            }

            _lent++;
            return new Lease(this, bytes.AsSpan(0, length).ToArray());
        }
    }

    private StoredBlock Add(byte[] bytes)
    {
        var block = Describe(LastId + 1, bytes);
        _blocks.Add((block, bytes));
        LastId++;
        _committed.SetResult();
        _committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return block;
    }

    private sealed class Lease(MemoryCatalog catalog, byte[] bytes) : IMemoryOwner<byte>
    {
        private byte[]? _bytes = bytes;

        public Memory<byte> Memory => _bytes ?? throw new ObjectDisposedException(nameof(Lease));

        public void Dispose()
        {
            lock (catalog._lock)
            {
                if (_bytes is not null)
                {
                    // Whoever still reads it shall notice.
                    Array.Clear(_bytes);
                    _bytes = null;
                    catalog._lent--;
                }
            }
        }
    }
}
