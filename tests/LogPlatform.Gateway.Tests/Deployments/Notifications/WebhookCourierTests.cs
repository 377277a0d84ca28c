using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Deployments.Notifications;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Storage.Tests;
using static LogPlatform.Gateway.Tests.Deployments.MemoryCatalogOfReleases;

namespace LogPlatform.Gateway.Tests.Deployments.Notifications;

public sealed class WebhookCourierTests : IDisposable
{
    private static readonly SlotPointer Before = new(Color.Blue, new Generation(4), R1);
    private readonly Signal _changed = new();
    private readonly ManualTime _manual = new();
    private readonly WatchedTime _time;
    private readonly MemoryDeployments _store;
    private readonly MemoryCursor _cursor;
    private readonly DeploymentChanges _changes = new();
    private readonly TestLog _log = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<Receiver> _receivers = [];

    public WebhookCourierTests() =>
        (_time, _store, _cursor) = (new WatchedTime(_manual, _changed), new MemoryDeployments(_changed), new MemoryCursor(_changed));

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _receivers.ForEach(receiver => receiver.Dispose());
    }

    [Fact]
    public async Task EveryPhaseIsToldOnceInOrder()
    {
        var receiver = await StartAsync("http://a.test/hook");
        var state = await BeginAsync();
        await TakeAsync(state, new AbortRequested("bob", "wrong one"));
        await Delivered(receiver, 2);
        receiver.Deliveries.Select(delivery => delivery.Id).ShouldBe(["1-1", "1-2"]);
        var last = JsonDocument.Parse(receiver.Deliveries[1].Body).RootElement;
        last.EnumerateObject().Select(member => $"{member.Name}={member.Value}").ShouldBe(
        [
            "deployment=1",
            "release=r2",
            "phase=Aborted",
            "previous=Provisioning",
            "actor=bob",
            "message=aborted by bob: wrong one",
            "at=2025-03-01T12:00:00+00:00",
            "generation=4",
        ]);
        receiver.Deliveries[0].Signature.ShouldBeNull();
    }

    [Fact]
    public async Task ASecretSignsTheBody()
    {
        var receiver = await StartAsync("http://a.test/hook", "s3cret");
        await BeginAsync();
        await Delivered(receiver, 1);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("s3cret"), receiver.Deliveries[0].Body));
        receiver.Deliveries[0].Signature.ShouldBe($"sha256={expected}");
    }

    [Fact]
    public async Task AReceiverThatFailsIsToldAgainAtGrowingIntervalsBeforeItIsToldAnythingElse()
    {
        var receiver = await StartAsync("http://a.test/hook");
        receiver.Answer = attempt => attempt switch { 1 => HttpStatusCode.InternalServerError, 2 => null, 3 => HttpStatusCode.NotFound, _ => HttpStatusCode.NoContent };
        var state = await BeginAsync();
        await TakeAsync(state, new AbortRequested("bob", string.Empty));
        for (var (attempt, pause) = (1, 1); attempt <= 3; attempt++, pause *= 2)
        {
            await Waiting(attempt);
            receiver.Deliveries.Count.ShouldBe(attempt);
            _manual.Advance(TimeSpan.FromSeconds(pause));
            await Delivered(receiver, attempt + 1);
        }

        await Delivered(receiver, 5);
        receiver.Deliveries.Select(delivery => delivery.Id).ShouldBe(["1-1", "1-1", "1-1", "1-1", "1-2"]);
        _log.Lines.Count(line => line.Contains("could not be told", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task AReceiverThatFailsHoldsNobodyElseUp()
    {
        var broken = await StartAsync("http://a.test/hook");
        broken.Answer = _ => null;
        var sound = await StartAsync("http://b.test/hook");
        var state = await BeginAsync();
        await TakeAsync(state, new AbortRequested("bob", string.Empty));
        await Delivered(sound, 2);
        broken.Deliveries.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task AfterADayAReceiverIsToldTheNextThing()
    {
        var receiver = await StartAsync("http://a.test/hook");
        receiver.Answer = attempt => attempt <= 2 ? null : HttpStatusCode.OK;
        await BeginAsync();
        await Waiting(1);
        _manual.Advance(TimeSpan.FromDays(1));
        await Delivered(receiver, 2);
        await _changed.UntilAsync(() => _cursor.Positions.Values.Single() == new NotificationPosition(new DeploymentId(1), 1));
        await TakeAsync(_store.Latest()!, new AbortRequested("bob", string.Empty));
        await Delivered(receiver, 3);
        receiver.Deliveries[2].Id.ShouldBe("1-2");
        _log.Lines.ShouldContain(line => line.Contains("was not told", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AfterARestartWhatWasNotToldIsTold()
    {
        var first = await StartAsync("http://a.test/hook");
        first.Answer = attempt => attempt == 1 ? HttpStatusCode.OK : null;
        var state = await BeginAsync();
        await Delivered(first, 1);
        await _changed.UntilAsync(() => _cursor.Positions.Values.Single().Entries == 1);
        await TakeAsync(state, new AbortRequested("bob", string.Empty));
        await Delivered(first, 2);
        await _stop.CancelAsync();

        using var again = new CancellationTokenSource();
        var second = await StartAsync("http://a.test/hook", stop: again.Token);
        await Delivered(second, 1);
        second.Deliveries[0].Id.ShouldBe("1-2");
        await again.CancelAsync();
    }

    [Fact]
    public async Task ANewReceiverIsNotToldWhatHappenedBefore()
    {
        var state = await BeginAsync();
        var receiver = await StartAsync("http://a.test/hook");
        await TakeAsync(state, new AbortRequested("bob", string.Empty));
        await Delivered(receiver, 1);
        receiver.Deliveries[0].Id.ShouldBe("1-2");
    }

    [Fact]
    public async Task NeitherTheCursorNorTheLogTellsTheAddress()
    {
        var receiver = await StartAsync("http://a.test/token-4711");
        receiver.Answer = _ => null;
        await BeginAsync();
        await Waiting(1);
        _cursor.Positions.Keys.ShouldAllBe(key => !key.Contains("4711", StringComparison.Ordinal));
        _log.Lines.ShouldAllBe(line => !line.Contains("4711", StringComparison.Ordinal));
    }

    private async Task<Receiver> StartAsync(string url, string? secret = null, CancellationToken? stop = null)
    {
        var receiver = new Receiver(_changed);
        _receivers.Add(receiver);
        var known = _cursor.Positions.Count;
        var courier = new WebhookCourier(new WebhookOptions { Url = url, Secret = secret }, _store, _cursor, _changes, new HttpClient(receiver), _time, _log);
        _ = courier.RunAsync(stop ?? _stop.Token);
        await _changed.UntilAsync(() => _cursor.Positions.Count > known || stop is not null);
        return receiver;
    }

    private async Task<RolloutState> BeginAsync()
    {
        var state = Rollout.Start(new DeployRequest(R2, new Strategy()), new DeploymentId(1), Before, "ann", _time.GetUtcNow()).State;
        await _store.TrySaveAsync(state, TestContext.Current.CancellationToken);
        _changes.Raise();
        return state;
    }

    private async Task TakeAsync(RolloutState state, RolloutEvent happening)
    {
        await _store.TrySaveAsync(Rollout.Decide(state, happening, _time.GetUtcNow()).State, TestContext.Current.CancellationToken);
        _changes.Raise();
    }

    private Task Delivered(Receiver receiver, int count) => _changed.UntilAsync(() => receiver.Deliveries.Count >= count);

    // A courier sets a timer only to wait for its next attempt.
    private Task Waiting(int timers) => _changed.UntilAsync(() => _time.Timers >= timers);
}
