using System.Net;
using System.Text.Json;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Query;

public sealed class TailTests
{
    [Fact]
    public async Task ATailShowsWhatIsStoredFromItsStartOnAndMatches()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Catalog.Commit(RecordBatches.Of([(DateTimeOffset.UnixEpoch.AddDays(1), "before", "shop")]));
        using var stream = await OpenAsync(gateway, "?q=service%20%3D%20shop");

        gateway.Catalog.Commit(RecordBatches.Of([(DateTimeOffset.UnixEpoch.AddDays(1), "other", "cart"), (DateTimeOffset.UnixEpoch.AddDays(1), "one\r\ntwo", "shop")]));

        (await stream.ReadLineAsync(TestGateway.Token)).ShouldBe("event: record");
        var data = (await stream.ReadLineAsync(TestGateway.Token)).ShouldNotBeNull();
        data.ShouldStartWith("data: ");
        JsonDocument.Parse(data[6..]).RootElement.GetProperty("body").GetString().ShouldBe("one\r\ntwo");
        (await stream.ReadLineAsync(TestGateway.Token)).ShouldBe(string.Empty);
    }

    [Fact]
    public async Task AQuietTailShowsSignsOfLife()
    {
        var time = new ManualTime();
        await using var gateway = await TestGateway.StartAsync(time);
        using var stream = await OpenAsync(gateway, string.Empty);

        // The timer may not be set yet when the head of the answer is here, so the clock goes on until it fires.
        var line = stream.ReadLineAsync(TestGateway.Token).AsTask();
        while (!line.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            await Task.Yield();
        }

        (await line).ShouldBe(": alive");
    }

    [Fact]
    public async Task TailsOverTheLimitAreToldToComeBack()
    {
        await using var gateway = await TestGateway.StartAsync(("Query:MaxTails", "1"));
        using var first = await OpenAsync(gateway, string.Empty);

        var second = await gateway.Control().GetAsync("/api/v1/tail", HttpCompletionOption.ResponseHeadersRead, TestGateway.Token);

        second.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        second.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task AShutdownEndsTails()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var stream = await OpenAsync(gateway, string.Empty);

        await gateway.App.StopAsync(TestGateway.Token);

        (await stream.ReadToEndAsync(TestGateway.Token)).ShouldBeEmpty();
    }

    // Past the first comment: from there on the tail is connected.
    private static async Task<StreamReader> OpenAsync(TestGateway gateway, string query)
    {
        var response = await gateway.Control().GetAsync("/api/v1/tail" + query, HttpCompletionOption.ResponseHeadersRead, TestGateway.Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var stream = new StreamReader(await response.Content.ReadAsStreamAsync(TestGateway.Token));
        (await stream.ReadLineAsync(TestGateway.Token)).ShouldBe(": alive");
        (await stream.ReadLineAsync(TestGateway.Token)).ShouldBe(string.Empty);
        return stream;
    }
}
