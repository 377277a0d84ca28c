using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Bench.Storage;

/// <summary>Commits as a worker would answer them, with blocks that only the store takes for blocks.</summary>
internal static class StoreFixture
{
    private static readonly SlotPointer Pointer = new(Color.Blue, new Generation(1), ReleaseId.TryParse("bench", out var id) ? id : default);

    public static byte[] Block(int bytes, int rows, long time)
    {
        var block = new byte[bytes];
        new Random(1).NextBytes(block);
        new BlockSummary(bytes, rows, time, time + 1_000_000, 8L * bytes).Write(block);
        return block;
    }

    public static Commit Commit(long batch, byte[] block, int rows) => new(Pointer, new WorkResult
    {
        Number = batch,
        Tallies = [new BatchTally(new BatchId(batch), rows, 0, 0)],
        Blocks = [block],
        Quarantine = default,
        CpuNanoseconds = 0,
    });
}
