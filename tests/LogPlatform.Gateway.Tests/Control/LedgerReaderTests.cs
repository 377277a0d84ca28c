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
    private readonly LeaseCount _router = new(Green);

    [Fact]
    public void AnEmptyPlatformIsBalanced() => Reader(new MemoryStore()).Read().ShouldSatisfyAllConditions(
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
        var report = Reader(store).Read();
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
        Reader(store).Read().Balanced.ShouldBeFalse();
    }

    [Fact]
    public async Task ARecordThatIsNowhereUnbalancesTheLedger()
    {
        var store = new MemoryStore();
        _journal.Add(records: 10);
        await CommitAsync(store, Blue, new BatchTally(new BatchId(1), 9, 0, 0));
        Reader(store).Read().Balanced.ShouldBeFalse();
    }

    [Fact]
    public async Task WhatIsInFlightIsLeasedByAGenerationOrWaits()
    {
        var store = new MemoryStore();
        for (var i = 0; i < 4; i++)
        {
            _journal.Add(records: 10);
        }

        await CommitAsync(store, Blue, new BatchTally(new BatchId(1), 10, 0, 0));
        _router.InFlight[Green.Generation] = 20;
        var report = Reader(store).Read();
        report.ShouldSatisfyAllConditions(
            () => report.Balanced.ShouldBeTrue(),
            () => (report.InFlight, report.Waiting).ShouldBe((30, 10)),
            () => report.Generations.Select(line => (line.Generation, line.Committed, line.InFlight)).ShouldBe([(1, 10, 0), (2, 0, 20)]));
    }

    [Fact]
    public async Task ALeaseThatOutlivesItsCommitIsNoImbalance()
    {
        var store = new MemoryStore();
        _journal.Add(records: 10);
        await CommitAsync(store, Blue, new BatchTally(new BatchId(1), 10, 0, 0));
        _router.InFlight[Blue.Generation] = 10;
        var report = Reader(store).Read();
        (report.Balanced, report.InFlight, report.Waiting).ShouldBe((true, 0, 0));
    }

    private LedgerReader Reader(MemoryStore store) => new(_journal, store, _router);

    private static async Task CommitAsync(MemoryStore store, SlotPointer pointer, BatchTally tally)
    {
        using var result = new WorkResult { Number = 1, Tallies = [tally], Blocks = [], Quarantine = default, CpuNanoseconds = 0 };
        (await store.CommitAsync(new Commit(pointer, result), TestContext.Current.CancellationToken)).ShouldBe(CommitStatus.Committed);
    }
}
