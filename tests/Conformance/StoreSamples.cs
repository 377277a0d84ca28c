using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Tests.Conformance;

/// <summary>Units of work for tests of stores.</summary>
internal static class StoreSamples
{
    public static readonly SlotPointer Blue = Pointer(Color.Blue, 1, "r1");
    public static readonly SlotPointer Green = Pointer(Color.Green, 2, "r2");
    public static readonly RewindId FirstRewind = new(1);

    public static SlotPointer Pointer(Color color, long generation, string release)
    {
        ReleaseId.TryParse(release, out var id).ShouldBeTrue();
        return new SlotPointer(color, new Generation(generation), id);
    }

    /// <summary>A block of <paramref name="rows"/> rows that a store takes for whole.</summary>
    public static byte[] Block(int rows, long min = 100, long max = 200, int length = 300, int seed = 0)
    {
        var block = new byte[Math.Max(length, BlockSummary.Size)];
        new Random(seed).NextBytes(block);
        new BlockSummary(block.Length, rows, min, max, 1000).Write(block);
        return block;
    }

    /// <summary>A commit of one batch with one block of its <paramref name="rows"/> rows.</summary>
    public static Commit Commit(long batch, int rows = 3, SlotPointer? pointer = null, long min = 100, long max = 200, int length = 300) =>
        new(pointer ?? Blue, new WorkResult
        {
            Number = batch,
            Tallies = [new BatchTally(new BatchId(batch), rows, 0, 0)],
            Blocks = [Block(rows, min, max, length, (int)batch)],
            Quarantine = default,
            CpuNanoseconds = 0,
        });

    /// <summary>A commit of one batch with <paramref name="count"/> quarantined records and nothing else.</summary>
    public static Commit Quarantined(long batch, int count, SlotPointer? pointer = null, int length = 20)
    {
        var writer = new QuarantineWriter();
        for (var i = 0; i < count; i++)
        {
            writer.Add(new BatchId(batch), i, 7, BatchFormat.Ndjson, "no such rule"u8, Payload(batch, i, length));
        }

        return new Commit(pointer ?? Blue, new WorkResult
        {
            Number = batch,
            Tallies = [new BatchTally(new BatchId(batch), 0, count, 0)],
            Blocks = [],
            Quarantine = writer.Encoded,
            CpuNanoseconds = 0,
        });
    }

    public static byte[] Payload(long batch, int ordinal, int length)
    {
        var bytes = new byte[length];
        new Random((int)((batch * 1000) + ordinal)).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A unit of batches with so many kept, quarantined and dropped records each.</summary>
    public static Commit Unit(SlotPointer pointer, long firstBatch, params (int Kept, int Quarantined, int Dropped)[] batches)
    {
        var quarantine = new QuarantineWriter();
        var tallies = new List<BatchTally>();
        foreach (var (kept, quarantined, dropped) in batches)
        {
            var id = new BatchId(firstBatch + tallies.Count);
            tallies.Add(new BatchTally(id, kept, quarantined, dropped));
            for (var i = 0; i < quarantined; i++)
            {
                quarantine.Add(id, i, 7, BatchFormat.Ndjson, "no"u8, Payload(id.Value, i, 20));
            }
        }

        // The store names a block after the first batch with kept records; the block's bytes are made from that.
        var rows = batches.Sum(batch => batch.Kept);
        var first = tallies.Find(tally => tally.Committed > 0).Id.Value;
        return new Commit(pointer, new WorkResult
        {
            Number = firstBatch,
            Tallies = tallies,
            Blocks = rows == 0 ? [] : [Block(rows, length: 300 + (int)(firstBatch * 97 % 2000), seed: (int)first)],
            Quarantine = quarantine.Encoded,
            CpuNanoseconds = 0,
        });
    }

    /// <summary>What another release makes of a unit: all records kept.</summary>
    public static Commit Kept(CommittedUnit unit, SlotPointer pointer) =>
        Unit(pointer, unit.Tallies[0].Id.Value, [.. unit.Tallies.Select(tally => ((int)tally.Total, 0, 0))]);

    /// <summary>Answers that do not add up.</summary>
    public static TheoryData<string, Commit> Unsound() => new()
    {
        { "no tallies", Altered(result => result with { Tallies = [] }) },
        { "negative tally", Altered(result => result with { Tallies = [new BatchTally(new BatchId(1), 4, -1, 0)] }) },
        { "batch twice", Altered(result => result with { Tallies = [new BatchTally(new BatchId(1), 2, 0, 0), new BatchTally(new BatchId(1), 1, 0, 0)] }) },
        { "more rows than tallied", Altered(result => result with { Tallies = [new BatchTally(new BatchId(1), 2, 0, 0)] }) },
        { "block missing", Altered(result => result with { Blocks = [] }) },
        { "block cut", Altered(result => result with { Blocks = [result.Blocks[0][..^1]] }) },
        { "block changed", Altered(result => result with { Blocks = [Flipped(result.Blocks[0])] }) },
        { "quarantine missing", Altered(result => result with { Tallies = [new BatchTally(new BatchId(1), 3, 1, 0)] }) },
        { "quarantine of nobody", Altered(result => result with { Quarantine = Quarantined(1, 1).Result.Quarantine }) },
        { "quarantine of another batch", new Commit(Blue, Quarantined(1, 1).Result with { Quarantine = Quarantined(2, 1).Result.Quarantine }) },
        { "quarantine cut", new Commit(Blue, Quarantined(1, 2).Result with { Quarantine = Quarantined(1, 2).Result.Quarantine[..^8] }) },
        { "no generation", Commit(1, pointer: Pointer(Color.Blue, 0, "r1")) },
        { "no color", Commit(1, pointer: Pointer(Color.None, 1, "r1")) },
    };

    private static Commit Altered(Func<WorkResult, WorkResult> change) => new(Blue, change(Commit(1).Result));

    private static byte[] Flipped(ReadOnlyMemory<byte> block)
    {
        var bytes = block.ToArray();
        bytes[^1] ^= 1;
        return bytes;
    }
}
