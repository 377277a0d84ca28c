using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Storage.Tests.Segments;

/// <summary>What rewind tests share.</summary>
internal static class RewindFixture
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
