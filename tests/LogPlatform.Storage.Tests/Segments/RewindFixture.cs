using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Segments;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

/// <summary>What rewind tests share.</summary>
internal static class RewindFixture
{
    public static readonly RewindId FirstRewind = new(1);
    public static readonly SlotPointer Green = Pointer(Color.Green, 2, "r2");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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

    public static async Task<CommitStatus> StageAsync(this SegmentStore store, CommittedUnit unit, Commit commit, RewindId? rewind = null) =>
        await store.StageAsync(rewind ?? FirstRewind, unit, commit, Token);

    /// <summary>Stages all of a generation that is not staged yet, every record kept.</summary>
    public static async Task StageAllAsync(this SegmentStore store, Generation generation, SlotPointer by, RewindId? rewind = null)
    {
        foreach (var unit in store.UnitsOf(generation).Where(unit => !store.StagedBy(rewind ?? FirstRewind).Contains(unit.Number)))
        {
            (await store.StageAsync(unit, Kept(unit, by), rewind)).ShouldBe(CommitStatus.Committed);
        }
    }

    public static async Task<SupersededTotals> SupersedeAsync(this SegmentStore store, RewindId? rewind = null) => await store.SupersedeAsync(rewind ?? FirstRewind, Token);

    public static async Task AbandonAsync(this SegmentStore store) => await store.AbandonAsync(FirstRewind, Token);

    public static GenerationTotals TotalsOf(this SegmentStore store, Generation generation) => store.Totals().Single(totals => totals.Generation == generation);

    /// <summary>All that can be seen of the records, as text.</summary>
    public static string View(this SegmentStore store)
    {
        store.ReadAllBatches();
        var blocks = store.After(0, int.MaxValue);
        store.Blocks(long.MinValue, long.MaxValue).OrderBy(block => block.Id).ShouldBe(blocks);
        store.Status().Rows.ShouldBe(blocks.Sum(block => (long)block.Rows));
        var quarantine = store.List(0, int.MaxValue);
        store.Count.ShouldBe(quarantine.Count);
        return string.Join(
            '\n',
            [
                .. blocks.Select(block => $"block {block.Id} of {block.First}-{block.Last} by {block.Pointer.Generation}: {block.Rows}"),
                .. quarantine.Select(record => $"quarantine {record.Id} of {record.Batch}.{record.Ordinal} by {record.Pointer.Generation}"),
                .. store.Totals().Where(totals => totals.Batches > 0).Select(totals => totals.ToString()),
            ]);
    }
}
