using System.Buffers;
using LogPlatform.Bench.Blocks;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Bench.Query;

/// <summary>Blocks of the corpus in memory, one after the other in time. A read copies, as one from the page cache does.</summary>
internal sealed class CorpusCatalog : IBlockCatalog
{
    private readonly List<(StoredBlock Block, byte[] Bytes)> _blocks = [];

    public CorpusCatalog(int blocks, int rows)
    {
        var batches = CorpusBatches.Decode(Math.Min(blocks, 8), rows);
        var encoder = new BlockEncoder();
        var output = new ArrayBufferWriter<byte>(1 << 20);
        var end = long.MinValue;
        for (var i = 0; i < blocks; i++)
        {
            var batch = batches[i % batches.Length];
            if (end != long.MinValue)
            {
                var shift = end - batch.Records[0].TimeUnixNano;
                foreach (ref var record in batch.Records.AsSpan())
                {
                    record.TimeUnixNano += shift;
                    record.ObservedUnixNano += shift;
                }
            }

            output.ResetWrittenCount();
            encoder.Encode(batch, output);
            var bytes = output.WrittenSpan.ToArray();
            BlockSummary.TryRead(bytes, out var summary);
            end = summary.MaxUnixNano;
            var pointer = new SlotPointer(Color.Blue, new Generation(1), default);
            _blocks.Add((new StoredBlock(i + 1, pointer, new BatchId(i + 1), new BatchId(i + 1), rows, summary.MinUnixNano, summary.MaxUnixNano, bytes.Length), bytes));
        }

        From = _blocks[0].Block.MinUnixNano;
        To = end + 1;
    }

    public long From { get; }

    public long To { get; }

    public long LastId => _blocks.Count;

    public IReadOnlyList<StoredBlock> Blocks(long fromUnixNano, long toUnixNano) =>
        [.. _blocks.Select(static block => block.Block).Where(block => block.MaxUnixNano >= fromUnixNano && block.MinUnixNano < toUnixNano).Reverse()];

    public IReadOnlyList<StoredBlock> After(long afterId, int most) => [.. _blocks.Select(static block => block.Block).Skip((int)afterId).Take(most)];

    public ValueTask WaitAsync(long afterId, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public IMemoryOwner<byte> Read(StoredBlock block) => ReadPrefix(block, block.Bytes);

    public IMemoryOwner<byte> ReadPrefix(StoredBlock block, int bytes) => new Copy(_blocks[(int)block.Id - 1].Bytes.AsSpan(0, Math.Min(bytes, block.Bytes)));

    private sealed class Copy : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes;
        private readonly int _length;

        public Copy(ReadOnlySpan<byte> bytes)
        {
            _bytes = ArrayPool<byte>.Shared.Rent(bytes.Length);
            _length = bytes.Length;
            bytes.CopyTo(_bytes);
        }

        public Memory<byte> Memory => _bytes.AsMemory(0, _length);

        public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
    }
}
