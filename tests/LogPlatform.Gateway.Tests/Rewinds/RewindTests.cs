using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Gateway.Rewinds;
using LogPlatform.Gateway.Tests.Dispatch;
using LogPlatform.Gateway.Tests.Mirror;
using LogPlatform.Storage.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPlatform.Gateway.Tests.Rewinds;

/// <summary>Generation 2 was bad, generation 3 goes back to the release before.</summary>
public sealed class RewindTests : IAsyncDisposable
{
    private static readonly Generation Bad = new(2);
    private readonly ManualTime _time = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rewind-test-");
    private readonly RecordedJournal _journal = new();
    private readonly FakeSlots _slots = new();
    private readonly FakeRouter _router = new() { Current = Names.Blue with { Generation = new Generation(3) } };
    private readonly MemoryStore _records = new();
    private readonly MemoryRewindStore _store = new();
    private readonly MemoryAudit _audit = new();
    private RewindService _service;

    public RewindTests() => _service = Service();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Rewind Latest => _service.List()[0];

    private Rewind Stored => new FileRewindJobs(_folder.FullName).List()[^1];

    public async ValueTask DisposeAsync()
    {
        await _service.StopAsync(Token);
        _service.Dispose();
        _folder.Delete(recursive: true);
        _slots.Started.Sum(slot => slot.Unreturned).ShouldBe(0);
    }

    [Fact]
    public async Task EveryUnitIsStagedByTheActiveReleaseAndSupersededOnce()
    {
        await CommitAsync(5);
        await RunAsync();
        (Latest.Phase, Latest.Units, Latest.UnitsDone, Latest.Superseded!.Units).ShouldBe((JobPhase.Succeeded, 5, 5, 5));
        _store.Supersedes.ShouldBe(1);
        _store.Staged.Values.ShouldAllBe(pointer => pointer == _router.Current);
        _slots.Started.ShouldHaveSingleItem().Release.ShouldBe(Names.Old);
        _slots.Started[0].IsDisposed.ShouldBeTrue();
        Stored.ShouldBe(Latest);
        _audit.Facts.Select(fact => (fact.Action, fact.Actor)).ShouldBe([("rewind.start", "me"), ("rewind.done", "controller")]);
    }

    [Fact]
    public async Task UnitsThatCannotBeReplacedStayAndAreCounted()
    {
        await CommitAsync(4);
        _journal.Lose(2);
        _store.Units[3] = _store.Units[3] with { HasReleasedQuarantine = true };
        await RunAsync();
        (Latest.Phase, Latest.Units, Latest.UnitsDone, Latest.UnitsGone, Latest.UnitsHeld).ShouldBe((JobPhase.Succeeded, 4, 2, 1, 1));
        _store.Staged.Keys.Order().ShouldBe([1, 3]);
    }

    [Fact]
    public async Task AfterARestartItGoesOnWithWhatIsStagedAndTheReleaseItBeganWith()
    {
        await CommitAsync(4);
        var (third, hang) = (new TaskCompletionSource(), new TaskCompletionSource());
        _slots.Aside = release => With(release, slot => slot.Before = unit =>
        {
            if (unit.Entries[0].Id.Value < 3)
            {
                return Task.CompletedTask;
            }

            third.TrySetResult();
            return hang.Task;
        });
        await StartAsync();
        await third.Task;
        await Eventually.IsTrueAsync(() => _store.Staged.Count == 2);
        await _service.StopAsync(Token);
        hang.SetResult();
        (Stored.Phase, _store.Supersedes, _store.Abandons).ShouldBe((JobPhase.Running, 0, 0));

        _slots.Aside = release => new FakeSlot(release);
        _router.Current = Names.Green with { Generation = new Generation(4) };
        _service.Dispose();
        _service = Service();
        await _service.StartAsync(Token);
        await Eventually.IsTrueAsync(() => Latest.Phase != JobPhase.Running);
        (Latest.Phase, Latest.UnitsDone, Latest.By.Generation.Value).ShouldBe((JobPhase.Succeeded, 4, 3));
        _slots.Started[^1].Release.ShouldBe(Names.Old);
        _slots.Started[^1].Seen.Select(unit => unit.Entries[0].Id.Value).Order().ShouldBe([3, 4]);
        _store.Supersedes.ShouldBe(1);
    }

    [Fact]
    public async Task CancellingLeavesEverythingAsItWas()
    {
        await CommitAsync(3);
        _slots.Aside = release => With(release, slot => slot.Before = unit => unit.Entries[0].Id.Value == 1 ? Task.CompletedTask : new TaskCompletionSource().Task);
        await StartAsync();
        await Eventually.IsTrueAsync(() => _store.Staged.Count == 1);
        _service.Cancel(new RewindId(7)).ShouldBeFalse();
        _service.Cancel(new RewindId(1)).ShouldBeTrue();
        await Eventually.IsTrueAsync(() => Latest.Phase == JobPhase.Cancelled);
        (_store.Supersedes, _store.Abandons, _store.Staged.Count).ShouldBe((0, 1, 0));
        _audit.Facts[^1].Action.ShouldBe("rewind.cancel");
        _service.Cancel(new RewindId(1)).ShouldBeFalse();
        Stored.Phase.ShouldBe(JobPhase.Cancelled);
    }

    [Fact]
    public async Task AUnitThatTakesItsNodeDownThreeTimesFailsItAndNothingChanges()
    {
        await CommitAsync(3);
        _slots.Aside = release => With(release, slot => slot.Before = unit =>
            unit.Entries[0].Id.Value == 2 ? Task.FromException(new ProcessorFailedException("crashed")) : Task.CompletedTask);
        await RunAsync();
        Latest.Phase.ShouldBe(JobPhase.Failed);
        Latest.Failure!.ShouldContain("crashed");
        (_store.Supersedes, _store.Abandons).ShouldBe((0, 1));
        _slots.Started[0].Seen.Count(unit => unit.Entries[0].Id.Value == 2).ShouldBe(3);
        _audit.Facts[^1].Action.ShouldBe("rewind.failed");
    }

    [Fact]
    public async Task AnAnswerThatDoesNotAddUpIsNotStaged()
    {
        await CommitAsync(1);
        _slots.Aside = release => With(release, slot => slot.After = result => result with { Tallies = [result.Tallies[0] with { Quarantined = 1 }] });
        await RunAsync();
        Latest.Phase.ShouldBe(JobPhase.Failed);
        _store.Staged.ShouldBeEmpty();
    }

    [Fact]
    public async Task AFullStoreIsWaitedFor()
    {
        await CommitAsync(2);
        _store.Refusals.Enqueue(CommitStatus.Unavailable);
        _store.SupersedeErrors.Enqueue(new IOException("no room"));
        await StartAsync();
        while (Latest.Phase == JobPhase.Running)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Token);
        }

        (Latest.Phase, _store.Supersedes, _store.Abandons).ShouldBe((JobPhase.Succeeded, 1, 0));
    }

    [Fact]
    public async Task AnEmptyGenerationIsDoneWithoutANode()
    {
        await CommitAsync(1);
        _store.Units.Clear();
        await RunAsync();
        Latest.Phase.ShouldBe(JobPhase.Succeeded);
        _slots.Started.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatCannotBeRewoundIsRefusedWithTheReason()
    {
        await CommitAsync(1);
        (await StartAsync(3)).Status.ShouldBe(CommandStatus.Conflict);
        (await StartAsync(4)).Status.ShouldBe(CommandStatus.Unknown);
        (await StartAsync(1)).Status.ShouldBe(CommandStatus.Unknown);
        _router.Leased[Bad] = 12;
        var leased = await StartAsync();
        leased.Status.ShouldBe(CommandStatus.Conflict);
        leased.Message.ShouldContain("12 records");
        _router.Leased.Clear();
        _audit.IsFull = true;
        (await StartAsync()).Status.ShouldBe(CommandStatus.Unavailable);
        _service.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task OneRunsAtATime()
    {
        await CommitAsync(1);
        _slots.Aside = release => With(release, slot => slot.Before = _ => new TaskCompletionSource().Task);
        await StartAsync();
        (await StartAsync()).Status.ShouldBe(CommandStatus.Conflict);
    }

    [Fact]
    public async Task NumbersGoOnAfterARestart()
    {
        await CommitAsync(1);
        await RunAsync();
        _service.Dispose();
        _service = Service();
        await _service.StartAsync(Token);
        (await StartAsync()).Job!.Id.ShouldBe(new RewindId(2));
        await Eventually.IsTrueAsync(() => Latest.Phase != JobPhase.Running);
        _service.List().Select(rewind => rewind.Id.Value).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task ADamagedStateIsNamed()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "000001.json"), "{", Token);
        Should.Throw<InvalidDataException>(() => new FileRewindJobs(_folder.FullName).List()).Message.ShouldContain("000001.json");
    }

    private static FakeSlot With(ReleaseId release, Action<FakeSlot> change)
    {
        var slot = new FakeSlot(release);
        change(slot);
        return slot;
    }

    private RewindService Service() => new(
        new FileRewindJobs(_folder.FullName),
        _store,
        new RewindRules(_records, _router),
        new RewindStaging(_store, _journal, _slots, new UnitLane(TimeSpan.FromMinutes(10), _time), _time),
        _router,
        _audit,
        _time,
        NullLogger<RewindService>.Instance);

    private async Task CommitAsync(int units)
    {
        for (var unit = 0; unit < units; unit++)
        {
            var entry = _journal.Add(_time.GetUtcNow());
            var tallies = new[] { new BatchTally(entry.Id, entry.RecordCount, 0, 0) };
            _store.Units.Add(new CommittedUnit(entry.Id.Value, Names.Green, tallies, HasReleasedQuarantine: false));
            var result = new WorkResult { Number = 1, Tallies = tallies, Blocks = [], Quarantine = default, CpuNanoseconds = 0 };
            await _records.CommitAsync(new Commit(Names.Green, result), Token);
        }
    }

    private Task<Gateway.Rehearsals.JobStart<Rewind>> StartAsync(long generation = 2) => _service.StartAsync(new Generation(generation), "me", "bad parsing", Token);

    private async Task RunAsync()
    {
        (await StartAsync()).Status.ShouldBe(CommandStatus.Accepted);
        await Eventually.IsTrueAsync(() => Latest.Phase != JobPhase.Running);
    }
}
