using System.Buffers;
using System.Collections.Concurrent;

namespace LogPlatform.Gateway.Hosting;

/// <summary>
/// Kestrel's memory in blocks of 32 KiB. The server reads from a socket at most one block at a time, and its own blocks of 4 KiB make a body of
/// 384 KiB cost about a hundred system calls. Idle connections hold no block. A few blocks are kept; the others go back to the collector.
/// </summary>
internal sealed class NetworkBlockPool : MemoryPool<byte>
{
    public const int BlockBytes = 32 << 10;
    private const int MostKept = 256;

    private readonly ConcurrentQueue<Block> _kept = new();
    private int _count;

    public override int MaxBufferSize => BlockBytes;

    /// <summary>Blocks that wait to be used again.</summary>
    public int Kept => Volatile.Read(ref _count);

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (_kept.TryDequeue(out var block))
        {
            Interlocked.Decrement(ref _count);
        }
        else
        {
            block = new Block(this);
        }

        block.Lend();
        return block;
    }

    // Blocks that are lent outlive the pool and are then collected like anything else.
    protected override void Dispose(bool disposing) => _kept.Clear();

    private void TakeBack(Block block)
    {
        if (Interlocked.Increment(ref _count) <= MostKept)
        {
            _kept.Enqueue(block);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private sealed class Block(NetworkBlockPool pool) : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);
        private int _lent;

        public Memory<byte> Memory => _bytes;

        public void Lend() => Volatile.Write(ref _lent, 1);

        public void Dispose()
        {
            // Given back twice, a block would be lent to two connections.
            if (Interlocked.Exchange(ref _lent, 0) == 1)
            {
                pool.TakeBack(this);
            }
        }
    }
}
