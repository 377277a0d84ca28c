using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Tests.Dispatch;

namespace LogPlatform.Gateway.Tests.Control;

/// <summary>Invariant 3: accepted = committed + quarantined + dropped + in flight.</summary>
public sealed class LedgerReaderTests
{
    private static readonly SlotPointer Blue = new(Color.Blue, new Generation(1), default);
    private static readonly SlotPointer Green = new(Color.Green, new Generation(2), default);
    private readonly MemoryJournal _journal = new();

    [Fact]
    public void AnEmptyPlatformIsBalanced() => new LedgerReader(_journal, new MemoryStore()).Read().ShouldSatisfyAllConditions(
        report => report.Balanced.ShouldBeTrue(),
        report => report.Accepted.ShouldBe(0));

    [Fact]
    public async Task EveryRecordIsInExactlyOneColumn()
    {
        var store = new MemoryStore();
        for (var i = 0; i < 4; i++)
        {
            _journal.Add(records: 10);
        }

        await CommitAsync(store, Blue, new BatchTally(new BatchId(1), 7, 2, 1));
        await CommitAsync(store, Green, new BatchTally(new BatchId(3), 10, 0, 0));
        var report = new LedgerReader(_journal, store).Read();
        report.Balanced.ShouldBeTrue();
        (report.Accepted, report.Committed, report.Quarantined, report.Dropped, report.InFlight).ShouldBe((40, 17, 2, 1, 20));
        report.Generations.Select(generation => (generation.Generation, generation.Committed)).ShouldBe([(1, 7), (2, 10)]);
    }

    [Fact]
    public async Task ARecordThatTheStoreHasWithoutTheJournalUnbalancesTheLedger()
    {
        var store = new MemoryStore();
        _journal.Add(records: 10);
        await CommitAsync(store, Blue, new BatchTally(new BatchId(1), 11, 0, 0));
        new LedgerReader(_journal, store).Read().Balanced.ShouldBeFalse();
    }

    [Fact]
    public async Task ARecordThatIsNowhereUnbalancesTheLedger()
    {
        var store = new MemoryStore();
        _journal.Add(records: 10);
        await CommitAsync(store, Blue, new BatchTally(new BatchId(1), 9, 0, 0));
        new LedgerReader(_journal, store).Read().Balanced.ShouldBeFalse();
    }

    private static async Task CommitAsync(MemoryStore store, SlotPointer pointer, BatchTally tally)
    {
        using var result = new WorkResult { Number = 1, Tallies = [tally], Blocks = [], Quarantine = default, CpuNanoseconds = 0 };
        (await store.CommitAsync(new Commit(pointer, result), TestContext.Current.CancellationToken)).ShouldBe(CommitStatus.Committed);
    }
}
