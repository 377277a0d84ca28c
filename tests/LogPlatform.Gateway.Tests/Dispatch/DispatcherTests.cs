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
        using var dispatcher = Dispatcher(store, slot);
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
    public async Task StoppingWaitsForTheUnitsUnderWay()
    {
        var store = new MemoryStore { Expected = 1 };
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _journal.Add(records: 2);
        using var dispatcher = Dispatcher(store, new ActiveSlot<IProcessor>(Epoch(Color.Blue, 1, new ScriptedProcessor(async unit =>
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

    private static SlotEpoch<IProcessor> Epoch(Color color, long generation, IProcessor processor) =>
        new(new SlotPointer(color, new Generation(generation), default), processor);

    private Dispatcher Dispatcher(MemoryStore store, ActiveSlot<IProcessor> slot) => new(
        _journal,
        store,
        slot,
        new WholeBatches(),
        new DispatchOptions { Linger = TimeSpan.Zero, UnitRecords = 6, StoreRetry = TimeSpan.FromMilliseconds(10) },
        _services.GetRequiredService<IMeterFactory>(),
        TimeProvider.System,
        NullLogger<Gateway.Dispatch.Dispatcher>.Instance);

    private async Task RunAsync(MemoryStore store, Func<WorkUnit, Task<WorkResult>> answer, int batches, int? expectedBeforeStart = null)
    {
        for (var i = 0; i < batches; i++)
        {
            _journal.Add(records: 2);
        }

        store.Committed.Count.ShouldBe(expectedBeforeStart ?? 0);
        using var dispatcher = Dispatcher(store, new ActiveSlot<IProcessor>(Epoch(Color.Blue, 1, new ScriptedProcessor(answer))));
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
        public WorkResult Whole(JournalEntry entry, string reason) => new()
        {
            Number = 0,
            Tallies = [new BatchTally(entry.Id, 0, entry.RecordCount, 0)],
            Blocks = [],
            Quarantine = default,
            CpuNanoseconds = 0,
        };
    }
}
