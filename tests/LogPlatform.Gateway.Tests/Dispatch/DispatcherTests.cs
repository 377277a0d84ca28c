using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Dispatch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPlatform.Gateway.Tests.Dispatch;

public sealed class DispatcherTests : IDisposable
{
    private const int UnitsInFlight = 4;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MemoryJournal _journal = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _stop.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task EveryBatchIsCommittedOnceUnderTheGenerationThatProcessedIt()
    {
        var store = new MemoryStore { Expected = 20 };
        await RunAsync(store, unit => Task.FromResult(ScriptedProcessor.Sound(unit)), batches: 20);
        store.Committed.Count.ShouldBe(20);
        store.Committed.Values.ShouldAllBe(commit => commit.Pointer.Generation == new Generation(1));
    }

    [Fact]
    public async Task BatchesThatAreCommittedAlreadyAreNotProcessedAgain()
    {
        var store = new MemoryStore { Expected = 4, DurableWatermark = new BatchId(1) };
        store.Plant(1);
        store.Plant(3);
        var seen = new ConcurrentBag<long>();
        await RunAsync(
            store,
            unit =>
            {
                unit.Entries.ToList().ForEach(entry => seen.Add(entry.Id.Value));
                return Task.FromResult(ScriptedProcessor.Sound(unit));
            },
            batches: 4,
            expectedBeforeStart: 2);
        seen.Order().ShouldBe([2, 4]);
    }

    [Fact]
    public async Task AUnitThatALostNodeHeldIsSentAgain()
    {
        var store = new MemoryStore { Expected = 5 };
        var failures = 2;
        await RunAsync(
            store,
            unit => Interlocked.Decrement(ref failures) >= 0
                ? Task.FromException<WorkResult>(new ProcessorFailedException("killed") { WasProcessing = false })
                : Task.FromResult(ScriptedProcessor.Sound(unit)),
            batches: 5);
        store.Committed.Count.ShouldBe(5);
    }

    [Fact]
    public async Task ABatchThatTakesWorkersDownGoesToQuarantineAndTheOthersGetThrough()
    {
        var store = new MemoryStore { Expected = 9 };
        await RunAsync(
            store,
            unit => unit.Entries.Any(entry => entry.Id.Value == 6)
                ? Task.FromException<WorkResult>(new ProcessorFailedException("crashed"))
                : Task.FromResult(ScriptedProcessor.Sound(unit)),
            batches: 9);
        store.Committed[new BatchId(6)].Tally.Quarantined.ShouldBe(2);
        store.Committed.Values.Count(commit => commit.Tally.Quarantined > 0).ShouldBe(1);
    }

    [Fact]
    public async Task AnAnswerThatDoesNotAccountForEveryRecordIsNotCommitted()
    {
        var store = new MemoryStore { Expected = 1 };
        await RunAsync(
            store,
            unit => Task.FromResult(ScriptedProcessor.Sound(unit) with { Tallies = [new BatchTally(unit.Entries[0].Id, 1, 0, 0)] }),
            batches: 1);
        store.Committed[new BatchId(1)].Tally.ShouldBe(new BatchTally(new BatchId(1), 0, 2, 0));
    }

    [Fact]
    public async Task AFullStoreIsTriedAgain()
    {
        var store = new MemoryStore { Expected = 3 };
        store.Refusals.Enqueue(CommitStatus.Unavailable);
        store.Refusals.Enqueue(CommitStatus.Unavailable);
        await RunAsync(store, unit => Task.FromResult(ScriptedProcessor.Sound(unit)), batches: 3);
        store.Committed.Count.ShouldBe(3);
    }

    [Fact]
    public async Task AnUnexpectedErrorLosesNoBatch()
    {
        var store = new MemoryStore { Expected = 3 };
        var failures = 1;
        await RunAsync(
            store,
            unit => Interlocked.Decrement(ref failures) >= 0
                ? Task.FromException<WorkResult>(new InvalidOperationException("a bug"))
                : Task.FromResult(ScriptedProcessor.Sound(unit)),
            batches: 3);
        store.Committed.Count.ShouldBe(3);
    }

    [Fact]
    public async Task ALateAnswerOfASealedGenerationIsProcessedAgainUnderTheCurrentOne()
    {
        var store = new MemoryStore { Expected = 1 };
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var green = Epoch(Color.Green, 2, new ScriptedProcessor(unit => Task.FromResult(ScriptedProcessor.Sound(unit))));
        var blue = Epoch(Color.Blue, 1, new ScriptedProcessor(async unit =>
        {
            entered.SetResult();
            await release.Task;
            return ScriptedProcessor.Sound(unit);
        }));
        var slot = new ActiveSlot<IProcessor>(blue);
        _journal.Add(records: 2);
        var dispatcher = Dispatcher(store, slot);
        var running = dispatcher.RunAsync(_stop.Token, TestContext.Current.CancellationToken);
        await entered.Task;
        slot.TrySwitch(blue, green).ShouldBeTrue();
        blue.Latch.Drained.IsCompleted.ShouldBeFalse();
        await store.SealAsync(new Generation(1), TestContext.Current.CancellationToken);
        release.SetResult();
        await store.Complete;
        await blue.Latch.Drained;
        await StopAsync(running);
        store.Committed[new BatchId(1)].Pointer.Generation.ShouldBe(new Generation(2));
    }

    [Fact]
    public async Task NothingIsLeasedUntilThePointerIsConfirmed()
    {
        var store = new MemoryStore { Expected = 1 };
        var confirmed = new TaskCompletionSource();
        var blue = Epoch(Color.Blue, 1, new ScriptedProcessor(_ => throw new InvalidOperationException("nothing may come here")));
        var slot = new ActiveSlot<IProcessor>(blue);
        _journal.Add(records: 2);
        var running = Dispatcher(store, slot, confirmed: confirmed.Task).RunAsync(_stop.Token, TestContext.Current.CancellationToken);
        blue.Latch.Count.ShouldBe(0);
        slot.TrySwitch(blue, Epoch(Color.Green, 2, new ScriptedProcessor(unit => Task.FromResult(ScriptedProcessor.Sound(unit))))).ShouldBeTrue();
        confirmed.SetResult();
        await store.Complete;
        await StopAsync(running);
        store.Committed[new BatchId(1)].Pointer.Generation.ShouldBe(new Generation(2));
    }

    [Fact]
    public async Task WhatANodeHoldsOfAnEndedGenerationIsProcessedAgainWithoutItsAnswer()
    {
        var store = new MemoryStore { Expected = 1 };
        var leased = new LeasedRecords();
        var entered = new TaskCompletionSource();
        var green = Epoch(Color.Green, 2, new ScriptedProcessor(unit => Task.FromResult(ScriptedProcessor.Sound(unit))));
        var blue = Epoch(Color.Blue, 1, new ScriptedProcessor(async (_, cancelled) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancelled);
            throw new InvalidOperationException("it never answers");
        }));
        var slot = new ActiveSlot<IProcessor>(blue);
        _journal.Add(records: 2);
        var running = Dispatcher(store, slot, leased).RunAsync(_stop.Token, TestContext.Current.CancellationToken);
        await entered.Task;
        slot.TrySwitch(blue, green).ShouldBeTrue();
        await store.SealAsync(new Generation(1), TestContext.Current.CancellationToken);
        leased.End(new Generation(1));
        await store.Complete;
        await blue.Latch.Drained;
        await StopAsync(running);
        store.Committed[new BatchId(1)].Pointer.Generation.ShouldBe(new Generation(2));
    }

    [Fact]
    public void AnAttemptThatIsCountedAfterItsGenerationWasEndedEndsAtOnce()
    {
        var leased = new LeasedRecords();
        leased.End(new Generation(1));
        leased.Add(new Generation(1), 5).IsCancellationRequested.ShouldBeTrue();
        leased.Add(new Generation(2), 5).IsCancellationRequested.ShouldBeFalse();
        leased.Remove(new Generation(1), 5);
        leased.Snapshot().ShouldBe([new(new Generation(2), 5)]);
    }

    [Fact]
    public async Task StoppingWaitsForTheUnitsUnderWay()
    {
        var store = new MemoryStore { Expected = 1 };
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _journal.Add(records: 2);
        var dispatcher = Dispatcher(store, new ActiveSlot<IProcessor>(Epoch(Color.Blue, 1, new ScriptedProcessor(async unit =>
        {
            entered.SetResult();
            await release.Task;
            return ScriptedProcessor.Sound(unit);
        }))));
        var running = dispatcher.RunAsync(_stop.Token, TestContext.Current.CancellationToken);
        await entered.Task;
        await _stop.CancelAsync();
        running.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await running;
        store.Committed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RecordsAreInFlightUnderTheGenerationThatLeasedThemUntilTheirCommitIsDecided()
    {
        var store = new MemoryStore { Expected = 2 };
        var leased = new LeasedRecords();
        var blueHolds = new TaskCompletionSource();
        var greenHolds = new TaskCompletionSource();
        var blue = Epoch(Color.Blue, 1, Holding(blueHolds, out var releaseBlue));
        var green = Epoch(Color.Green, 2, Holding(greenHolds, out var releaseGreen));
        var slot = new ActiveSlot<IProcessor>(blue);
        var running = Dispatcher(store, slot, leased).RunAsync(_stop.Token, TestContext.Current.CancellationToken);
        leased.Snapshot().ShouldBeEmpty();
        _journal.Add(records: 5);
        await blueHolds.Task;
        slot.TrySwitch(blue, green).ShouldBeTrue();
        _journal.Add(records: 3);
        await greenHolds.Task;
        leased.Snapshot().OrderBy(pair => pair.Key).ShouldBe([new(new Generation(1), 5), new(new Generation(2), 3)]);
        releaseBlue.SetResult();
        await blue.Latch.Drained;
        leased.Snapshot().ShouldBe([new(new Generation(2), 3)]);
        releaseGreen.SetResult();
        await store.Complete;
        await StopAsync(running);
        leased.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatAReplacedReleaseHoldsOnToDoesNotKeepTheNextFromWorking()
    {
        var store = new MemoryStore { Expected = 1 };
        using var blueHolds = new SemaphoreSlim(0);
        var releaseBlue = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var blue = Epoch(Color.Blue, 1, new ScriptedProcessor(async unit =>
        {
            blueHolds.Release();
            await releaseBlue.Task;
            return ScriptedProcessor.Sound(unit);
        }));
        var green = Epoch(Color.Green, 2, new ScriptedProcessor(unit => Task.FromResult(ScriptedProcessor.Sound(unit))));
        var slot = new ActiveSlot<IProcessor>(blue);
        for (var batch = 0; batch <= UnitsInFlight; batch++)
        {
            _journal.Add(records: 2);
        }

        var running = Dispatcher(store, slot, unitRecords: 2).RunAsync(_stop.Token, TestContext.Current.CancellationToken);
        for (var unit = 0; unit < UnitsInFlight; unit++)
        {
            await blueHolds.WaitAsync(TestContext.Current.CancellationToken);
        }

        slot.TrySwitch(blue, green).ShouldBeTrue();
        await store.Complete.WaitAsync(TestContext.Current.CancellationToken);
        store.Committed.ShouldHaveSingleItem().Value.Pointer.Generation.ShouldBe(new Generation(2));
        releaseBlue.SetResult();
        await StopAsync(running);
        store.Committed.Count.ShouldBe(UnitsInFlight + 1);
    }

    [Fact]
    public async Task ATapIsOfferedWhatWasCommittedAndOwnsWhatItTakes()
    {
        var store = new MemoryStore { Expected = 2 };
        store.Refusals.Enqueue(CommitStatus.Unavailable);
        var memories = new ConcurrentBag<CountedMemory>();
        var tap = new ScriptedTap((_, entries, _) => entries[0].Id.Value == 1);
        await RunAsync(store, unit => Task.FromResult(ScriptedProcessor.Sound(unit) with { Memory = CountedMemory.New(memories) }), batches: 2, tap: tap, unitRecords: 2);
        tap.Offered.Select(offer => offer.Entries[0].Id.Value).Order().ShouldBe([1, 2]);
        tap.Offered.ShouldAllBe(offer => offer.Pointer.Generation == new Generation(1));
        memories.Count.ShouldBe(3);
        var taken = (CountedMemory)tap.Offered.Single(offer => offer.Entries[0].Id.Value == 1).Result.Memory!;
        memories.ShouldAllBe(memory => memory.Disposed == (memory == taken ? 0 : 1));
    }

    [Fact]
    public async Task ATapThatThrowsDoesNoHarm()
    {
        var store = new MemoryStore { Expected = 5 };
        var leased = new LeasedRecords();
        var memories = new ConcurrentBag<CountedMemory>();
        var tap = new ScriptedTap((_, _, _) => throw new InvalidOperationException("a bug"));
        await RunAsync(store, unit => Task.FromResult(ScriptedProcessor.Sound(unit) with { Memory = CountedMemory.New(memories) }), batches: 5, tap: tap, leased: leased);
        store.Committed.Count.ShouldBe(5);
        memories.ShouldAllBe(memory => memory.Disposed == 1);
        leased.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task ASlotOfManyNodesIsGivenAsManyUnitsAsItCanHold()
    {
        const int Nodes = 9;
        var store = new MemoryStore { Expected = Nodes };
        var inside = 0;
        var full = new TaskCompletionSource();
        var processor = new ScriptedProcessor(async unit =>
        {
            if (Interlocked.Increment(ref inside) == Nodes)
            {
                full.SetResult();
            }

            await full.Task;
            return ScriptedProcessor.Sound(unit);
        })
        { Concurrency = Nodes };
        for (var i = 0; i < Nodes; i++)
        {
            _journal.Add(records: 6);
        }

        var running = Dispatcher(store, new ActiveSlot<IProcessor>(Epoch(Color.Blue, 1, processor))).RunAsync(_stop.Token, TestContext.Current.CancellationToken);
        await store.Complete.WaitAsync(TestContext.Current.CancellationToken);
        await StopAsync(running);
    }

    [Fact]
    public async Task StrikesUnderAReleaseThatIsGoneAreForgotten()
    {
        var store = new MemoryStore { Expected = 1 };
        var attempts = 0;
        var slot = null as ActiveSlot<IProcessor>;
        var green = Epoch(Color.Green, 2, new ScriptedProcessor(unit => ++attempts <= 4
            ? Task.FromException<WorkResult>(new ProcessorFailedException("unlucky twice"))
            : Task.FromResult(ScriptedProcessor.Sound(unit))));
        var blue = Epoch(Color.Blue, 1, new ScriptedProcessor(_ =>
        {
            // The second strike of three falls as the bad release is taken back.
            if (++attempts == 2)
            {
                slot!.TrySwitch(slot.Current, green).ShouldBeTrue();
            }

            return Task.FromException<WorkResult>(new ProcessorFailedException("the release crashes"));
        }));
        slot = new ActiveSlot<IProcessor>(blue);
        _journal.Add(records: 2);
        var running = Dispatcher(store, slot).RunAsync(_stop.Token, TestContext.Current.CancellationToken);
        await store.Complete.WaitAsync(TestContext.Current.CancellationToken);
        await StopAsync(running);
        store.Committed[new BatchId(1)].Tally.ShouldBe(new BatchTally(new BatchId(1), 2, 0, 0));
    }

    private static ScriptedProcessor Holding(TaskCompletionSource holds, out TaskCompletionSource release)
    {
        var gate = release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new ScriptedProcessor(async unit =>
        {
            holds.SetResult();
            await gate.Task;
            return ScriptedProcessor.Sound(unit);
        });
    }

    private static SlotEpoch<IProcessor> Epoch(Color color, long generation, IProcessor processor) =>
        new(new SlotPointer(color, new Generation(generation), default), processor);

    private Dispatcher Dispatcher(MemoryStore store, ActiveSlot<IProcessor> slot, LeasedRecords? leased = null, IUnitTap? tap = null, int unitRecords = 6, Task? confirmed = null) => new(
        _journal,
        store,
        new ScriptedLeases(slot, confirmed),
        new WholeBatches(),
        new DispatchOptions { Linger = TimeSpan.Zero, UnitsInFlight = UnitsInFlight, UnitRecords = unitRecords, StoreRetry = TimeSpan.FromMilliseconds(10) },
        _services.GetRequiredService<IMeterFactory>(),
        TimeProvider.System,
        NullLogger<Gateway.Dispatch.Dispatcher>.Instance,
        leased,
        tap);

    private async Task RunAsync(
        MemoryStore store,
        Func<WorkUnit, Task<WorkResult>> answer,
        int batches,
        int? expectedBeforeStart = null,
        LeasedRecords? leased = null,
        IUnitTap? tap = null,
        int unitRecords = 6)
    {
        for (var i = 0; i < batches; i++)
        {
            _journal.Add(records: 2);
        }

        store.Committed.Count.ShouldBe(expectedBeforeStart ?? 0);
        var dispatcher = Dispatcher(store, new ActiveSlot<IProcessor>(Epoch(Color.Blue, 1, new ScriptedProcessor(answer))), leased, tap, unitRecords);
        var running = dispatcher.RunAsync(_stop.Token, TestContext.Current.CancellationToken);
        await store.Complete.WaitAsync(TestContext.Current.CancellationToken);
        await StopAsync(running);
    }

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await running;
    }

    private sealed class WholeBatches : IBatchQuarantine
    {
        public ValueTask<WorkResult> WholeAsync(JournalEntry entry, string reason, CancellationToken cancellationToken) => ValueTask.FromResult(new WorkResult
        {
            Number = 0,
            Tallies = [new BatchTally(entry.Id, 0, entry.RecordCount, 0)],
            Blocks = [],
            Quarantine = default,
            CpuNanoseconds = 0,
        });
    }
}
