using LogPlatform.Core.Ports;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Tests.Mirror;
using LogPlatform.Gateway.Tests.Validation;
using LogPlatform.Storage.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Tests.Rehearsals;

public sealed class RehearsalTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly RecordedJournal _journal = new();
    private readonly FakeSlots _slots = new();
    private readonly FakeCatalog _catalog = new();
    private readonly FakeRouter _router = new();
    private readonly RehearsalService _service;

    public RehearsalTests() => _service = new RehearsalService(
        new RehearsalRun(_journal, _slots, new UnitLane(TimeSpan.FromMinutes(10), _time), Options.Create(new DispatchOptions())),
        _catalog,
        _router,
        _time,
        NullLogger<RehearsalService>.Instance);

    private Rehearsal Latest => _service.List()[0];

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _slots.Started.ShouldAllBe(slot => slot.IsDisposed);
        _slots.Started.Sum(slot => slot.Unreturned).ShouldBe(0);
    }

    [Fact]
    public async Task ItFindsTheFieldThatWouldChange()
    {
        Record(10);
        _slots.Aside = release => With(release, slot => slot.Body = (batch, ordinal) => release == Names.New && batch == 4 ? "other" : $"line {batch} {ordinal}");
        await RunAsync();
        Latest.Phase.ShouldBe(JobPhase.Succeeded);
        (Latest.Batches, Latest.BatchesDone, Latest.Records, Latest.RecordsDifferent, Latest.Failures).ShouldBe((10, 10, 40, 4, 0));
        Latest.Changes.ShouldHaveSingleItem().Field.ShouldBe("body");
        _slots.Started.Select(slot => slot.Release).ShouldBe([Names.Old, Names.New]);
    }

    [Fact]
    public async Task SpeedsOfBothAreSummedUp()
    {
        Record(5);
        _slots.Aside = release => With(release, slot => slot.ServiceTime = TimeSpan.FromMilliseconds(release == Names.New ? 30 : 10));
        await RunAsync();
        (Latest.BaselineSum.ServiceTime, Latest.ReleaseSum.ServiceTime).ShouldBe((TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(150)));
        (Latest.BaselineSum.Committed, Latest.ReleaseSum.Committed).ShouldBe((20, 20));
    }

    [Fact]
    public async Task UnitsThatTheReleaseDoesNotSurviveAreCounted()
    {
        Record(5);
        _slots.Aside = release => With(release, slot => slot.Before = unit =>
            release == Names.New && unit.Entries[0].Id.Value == 3 ? Task.FromException(new ProcessorFailedException("crashed")) : Task.CompletedTask);
        await RunAsync();
        (Latest.Phase, Latest.Failures, Latest.BatchesDone).ShouldBe((JobPhase.Succeeded, 1, 5));
    }

    [Fact]
    public async Task BatchesThatRetentionTakesMeanwhileAreCountedAsGone()
    {
        Record(5);
        _slots.Aside = release => With(release, slot => slot.Before = unit =>
        {
            if (unit.Entries[0].Id.Value != 3)
            {
                return Task.CompletedTask;
            }

            _journal.Lose(3);
            return Task.FromException(new ProcessorFailedException("the worker could not read a batch from the journal"));
        });
        await RunAsync();
        (Latest.Phase, Latest.BatchesDone, Latest.BatchesGone, Latest.Failures).ShouldBe((JobPhase.Succeeded, 4, 1, 0));
    }

    [Fact]
    public async Task ALimitTakesTheLatestOfTheWindow()
    {
        Record(10);
        await RunAsync(most: 3);
        (Latest.Batches, Latest.BatchesDone).ShouldBe((3, 3));
        _slots.Started[0].Seen.SelectMany(unit => unit.Entries).Select(entry => entry.Id.Value).Distinct().ShouldBe([8, 9, 10]);
    }

    [Fact]
    public async Task OneRunsAtATimeAndCanBeCancelled()
    {
        Record(3);
        _slots.Aside = release => With(release, slot => slot.Before = _ => new TaskCompletionSource().Task);
        (await StartAsync()).Status.ShouldBe(CommandStatus.Accepted);
        var second = await StartAsync();
        second.Status.ShouldBe(CommandStatus.Conflict);
        second.Message.ShouldContain("rehearsal 1");
        _service.Cancel(2).ShouldBeFalse();
        _service.Cancel(1).ShouldBeTrue();
        await Eventually.IsTrueAsync(() => Latest.Phase == JobPhase.Cancelled);
        _service.Cancel(1).ShouldBeFalse();
        _slots.Aside = release => new FakeSlot(release);
        await RunAsync();
        (Latest.Id, Latest.Phase).ShouldBe((2, JobPhase.Succeeded));
    }

    [Fact]
    public async Task AReleaseThatDoesNotStartFailsIt()
    {
        Record(1);
        _slots.Aside = _ => throw new SlotProvisionException("no such program");
        await RunAsync();
        (Latest.Phase, Latest.Failure).ShouldBe((JobPhase.Failed, "no such program"));
    }

    [Fact]
    public async Task ImpossibleRequestsAreRefused()
    {
        var now = _time.GetUtcNow();
        (await _service.StartAsync(new RehearsalRequest(Names.New, now, now.AddHours(-1)), "me", Token)).Status.ShouldBe(CommandStatus.Invalid);
        (await _service.StartAsync(new RehearsalRequest(Names.New, now.AddMinutes(1), now.AddHours(1)), "me", Token)).Status.ShouldBe(CommandStatus.Invalid);
        (await _service.StartAsync(new RehearsalRequest(Names.New, now.AddHours(-1), now, -1), "me", Token)).Status.ShouldBe(CommandStatus.Invalid);
        (await _service.StartAsync(new RehearsalRequest(Names.Of("9.9"), now.AddHours(-1), now), "me", Token)).Status.ShouldBe(CommandStatus.Unknown);
        _catalog.DamageFound = "a file was changed";
        (await StartAsync()).Message.ShouldBe("a file was changed");
        _service.List().ShouldBeEmpty();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static FakeSlot With(ReleaseId release, Action<FakeSlot> change)
    {
        var slot = new FakeSlot(release);
        change(slot);
        return slot;
    }

    // A second apart: each batch is a unit of its own.
    private void Record(int batches)
    {
        for (var batch = batches; batch > 0; batch--)
        {
            _journal.Add(_time.GetUtcNow().AddSeconds(-batch));
        }
    }

    private Task<JobStart<Rehearsal>> StartAsync(long most = 0) =>
        _service.StartAsync(new RehearsalRequest(Names.New, _time.GetUtcNow().AddHours(-1), _time.GetUtcNow().AddMinutes(1), most), "me", Token);

    private async Task RunAsync(long most = 0)
    {
        (await StartAsync(most)).Status.ShouldBe(CommandStatus.Accepted);
        await Eventually.IsTrueAsync(() => Latest.Phase != JobPhase.Running);
    }
}
