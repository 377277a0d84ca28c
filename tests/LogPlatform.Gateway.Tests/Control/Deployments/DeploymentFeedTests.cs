using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Control.Deployments;

public sealed class DeploymentFeedTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task TheFeedBeginsWithTheLatestAndGoesOnWhenItChanges()
    {
        await using var gateway = await TestGateway.StartAsync(_time);
        gateway.Deployments.Put(TestStates.RolledBack(1));
        await using var feed = await OpenAsync(gateway);
        (await NextAsync(feed, TimeSpan.Zero)).ShouldBe(("deployment", 1, RolloutPhase.RolledBack));

        gateway.Deployments.Put(TestStates.Started(2));

        (await NextAsync(feed, TimeSpan.FromMilliseconds(250))).ShouldBe(("deployment", 2, RolloutPhase.Provisioning));
    }

    [Fact]
    public async Task WhileOneIsUnderWayItsProgressIsSentOnceASecond()
    {
        await using var gateway = await TestGateway.StartAsync(_time);
        gateway.Deployments.Put(TestStates.Started(1));
        await using var feed = await OpenAsync(gateway);
        await NextAsync(feed, TimeSpan.Zero);
        var before = _time.GetUtcNow();

        (await NextAsync(feed, TimeSpan.FromMilliseconds(250))).Id.ShouldBe(1);

        (_time.GetUtcNow() - before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task AQuietFeedShowsSignsOfLife()
    {
        await using var gateway = await TestGateway.StartAsync(_time);
        gateway.Deployments.Put(TestStates.RolledBack(1));
        await using var feed = await OpenAsync(gateway);
        await NextAsync(feed, TimeSpan.Zero);

        (await NextAsync(feed, TimeSpan.FromSeconds(5))).Name.ShouldBe("alive");
    }

    [Fact]
    public async Task BeforeTheFirstDeploymentTheFeedIsJustAlive()
    {
        await using var gateway = await TestGateway.StartAsync(_time);
        await using var feed = await OpenAsync(gateway);

        (await NextAsync(feed, TimeSpan.Zero)).Name.ShouldBe("alive");
    }

    [Fact]
    public async Task HowManyFollowIsBounded()
    {
        await using var gateway = await TestGateway.StartAsync(_time);
        var client = gateway.Control();
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < 64; i++)
        {
            open.Add(await client.GetAsync("/api/v1/deployments/events", HttpCompletionOption.ResponseHeadersRead, TestGateway.Token));
        }

        await client.GetAsync("/api/v1/deployments/events", HttpCompletionOption.ResponseHeadersRead, TestGateway.Token).ShouldBeAsync(HttpStatusCode.TooManyRequests);
        open.ForEach(response => response.Dispose());
    }

    [Fact]
    public async Task AShutdownEndsTheFeed()
    {
        await using var gateway = await TestGateway.StartAsync(_time);
        gateway.Deployments.Put(TestStates.RolledBack(1));
        await using var feed = await OpenAsync(gateway);
        await NextAsync(feed, TimeSpan.Zero);

        await gateway.App.StopAsync(TestGateway.Token);

        (await feed.MoveNextAsync()).ShouldBeFalse();
    }

    private static async Task<IAsyncEnumerator<SseItem<string>>> OpenAsync(TestGateway gateway)
    {
        var response = await gateway.Control().GetAsync("/api/v1/deployments/events", HttpCompletionOption.ResponseHeadersRead, TestGateway.Token);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return SseParser.Create(await response.Content.ReadAsStreamAsync(TestGateway.Token)).EnumerateAsync(TestGateway.Token).GetAsyncEnumerator(TestGateway.Token);
    }

    // The timer may not be set yet when the event before is here, so the clock goes on until it fires.
    private async Task<(string Name, long Id, RolloutPhase Phase)> NextAsync(IAsyncEnumerator<SseItem<string>> feed, TimeSpan step)
    {
        var next = feed.MoveNextAsync().AsTask();
        while (step > TimeSpan.Zero && !next.IsCompleted)
        {
            _time.Advance(step);
            await Task.WhenAny(next, Task.Run(() => { }, TestGateway.Token));
        }

        (await next).ShouldBeTrue();
        var item = feed.Current;
        if (item.Data.Length == 0 || item.Data == "null")
        {
            return (item.EventType, 0, RolloutPhase.None);
        }

        var state = JsonSerializer.Deserialize<RolloutState>(item.Data, JsonSerializerOptions.Web)!;
        return (item.EventType, state.Id.Value, state.Phase);
    }
}
