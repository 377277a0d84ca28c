using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Tests.Conformance;

/// <summary>What tests of stores share.</summary>
public abstract class StoreTest
{
    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract Task<IStoreUnderTest> OpenAsync();

    private protected static async Task<CommitStatus> CommitAsync(IStoreUnderTest test, Commit commit) => await test.Records.CommitAsync(commit, Token);

    private protected static async Task CommittedAsync(IStoreUnderTest test, Commit commit) => (await CommitAsync(test, commit)).ShouldBe(CommitStatus.Committed);

    /// <summary>Reads every block of the store and checks its bytes; the ids of the batches they came in.</summary>
    private protected static List<long> ReadAllBatches(IStoreUnderTest test)
    {
        var batches = new List<long>();
        foreach (var block in test.Catalog.After(0, int.MaxValue))
        {
            using var bytes = test.Catalog.Read(block).ShouldNotBeNull();
            BlockSummary.TryRead(bytes.Memory.Span, out var summary).ShouldBeTrue($"Block {block.Id} is damaged.");
            summary.Rows.ShouldBe(block.Rows);
            bytes.Memory.ToArray().ShouldBe(Block(block.Rows, block.MinUnixNano, block.MaxUnixNano, block.Bytes, (int)block.First.Value));
            batches.Add(block.First.Value);
        }

        return batches;
    }

    private protected static async Task<CommitStatus> StageAsync(IStoreUnderTest test, CommittedUnit unit, Commit commit, RewindId? rewind = null) =>
        await test.Rewinds.StageAsync(rewind ?? FirstRewind, unit, commit, Token);

    /// <summary>Stages all of a generation that is not staged yet, every record kept.</summary>
    private protected static async Task StageAllAsync(IStoreUnderTest test, Generation generation, SlotPointer by, RewindId? rewind = null)
    {
        foreach (var unit in test.Rewinds.UnitsOf(generation).Where(unit => !test.Rewinds.StagedBy(rewind ?? FirstRewind).Contains(unit.Number)))
        {
            (await StageAsync(test, unit, Kept(unit, by), rewind)).ShouldBe(CommitStatus.Committed);
        }
    }

    private protected static async Task<SupersededTotals> SupersedeAsync(IStoreUnderTest test, RewindId? rewind = null) => await test.Rewinds.SupersedeAsync(rewind ?? FirstRewind, Token);

    private protected static GenerationTotals TotalsOf(IStoreUnderTest test, Generation generation) => test.Records.Totals().Single(totals => totals.Generation == generation);

    /// <summary>All that can be seen of the records, as text.</summary>
    private protected static string View(IStoreUnderTest test)
    {
        ReadAllBatches(test);
        var blocks = test.Catalog.After(0, int.MaxValue);
        test.Catalog.Blocks(long.MinValue, long.MaxValue).OrderBy(block => block.Id).ShouldBe(blocks);
        var quarantine = test.Quarantine.List(0, int.MaxValue);
        test.Quarantine.Count.ShouldBe(quarantine.Count);
        return string.Join(
            '\n',
            [
                .. blocks.Select(block => $"block {block.Id} of {block.First}-{block.Last} by {block.Pointer.Generation}: {block.Rows}"),
                .. quarantine.Select(record => $"quarantine {record.Id} of {record.Batch}.{record.Ordinal} by {record.Pointer.Generation}"),
                .. test.Records.Totals().Where(totals => totals.Batches > 0).Select(totals => totals.ToString()),
            ]);
    }
}
