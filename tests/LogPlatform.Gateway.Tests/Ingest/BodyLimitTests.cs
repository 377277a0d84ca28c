using System.Net;
using System.Net.Sockets;
using System.Text;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Gateway.Tests.Ingest;

public sealed class BodyLimitTests
{
    private const int Limit = 100_000;
    private static readonly (string, string) SmallLimit = ("Ingest:MaxBodyBytes", "100000");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ABodyOfExactlyTheLimitIsTakenAndOneByteMoreIsNot(bool gzip)
    {
        await using var gateway = await TestGateway.StartAsync(SmallLimit);
        var client = gateway.Ingest();

        (await PostAsync(client, Line(Limit), gzip)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(client, Line(Limit + 1), gzip)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        gateway.Journal.Batches.ShouldHaveSingleItem().Payload.Length.ShouldBe(Limit);
        ShouldHoldNothing(gateway);
    }

    [Fact]
    public async Task ABodyWithoutALengthIsHeldToTheLimitToo()
    {
        await using var gateway = await TestGateway.StartAsync(SmallLimit);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ingest") { Content = Payloads.Content(Line(Limit * 3), null) };
        request.Headers.TransferEncodingChunked = true;

        var response = await gateway.Ingest().SendAsync(request, TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task AGzipBombIsStoppedAtTheLimit()
    {
        await using var gateway = await TestGateway.StartAsync(SmallLimit);
        var bomb = Payloads.Gzip(new byte[64 << 20]);
        bomb.Length.ShouldBeLessThan(Limit);

        var response = await gateway.Ingest().PostAsync("/v1/logs", Payloads.Content(bomb, "application/x-protobuf", "gzip"), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        ShouldHoldNothing(gateway);
    }

    [Fact]
    public async Task BrokenGzipIsRefusedForGood()
    {
        await using var gateway = await TestGateway.StartAsync();
        var gzip = Payloads.Gzip(Line(5000));
        gzip[^6] ^= 1;

        (await PostRawAsync(gateway, gzip, "gzip")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostRawAsync(gateway, "no gzip at all"u8.ToArray(), "gzip")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        gateway.Journal.Batches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(20)]
    public async Task GzipThatIsCutShortIsNeverTakenForWhole(int missing)
    {
        await using var gateway = await TestGateway.StartAsync();
        var gzip = Payloads.Gzip(Payloads.Lines([.. Enumerable.Range(0, 2000).Select(i => $"line {i * 7919}")]));

        (await PostRawAsync(gateway, gzip[..^missing], "gzip")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        gateway.Journal.Batches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, gzip")]
    public async Task AnotherEncodingIsUnsupportedAndTheAnswerSaysWhichAre(string encoding)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var content = Payloads.Content(Line(10), null);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        var response = await gateway.Ingest().PostAsync("/ingest", content, TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        response.Headers.GetValues("Accept-Encoding").ShouldHaveSingleItem().ShouldBe("gzip, identity");
    }

    [Fact]
    public async Task IdentityIsAnEncoding()
    {
        await using var gateway = await TestGateway.StartAsync();

        (await PostRawAsync(gateway, Line(10), "identity")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task WhenMemoryIsSpentRequestsAreToldToComeBackAndItIsGivenBack()
    {
        await using var gateway = await TestGateway.StartAsync(SmallLimit, ("Ingest:MaxBytesInFlight", "262144"), ("Ingest:MemoryWait", "00:00:00"));
        gateway.Journal.Hold();
        var client = gateway.Ingest();
        Task<HttpResponseMessage>[] held = [PostAsync(client, Line(Limit), gzip: false), PostAsync(client, Line(Limit), gzip: false)];
        await gateway.Journal.Arrived(2);

        var refused = await PostAsync(client, Line(Limit), gzip: false);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 5);

        gateway.Journal.LetGo();
        (await Task.WhenAll(held)).ShouldAllBe(response => response.StatusCode == HttpStatusCode.OK);
        (await PostAsync(client, Line(Limit), gzip: false)).StatusCode.ShouldBe(HttpStatusCode.OK);
        ShouldHoldNothing(gateway);
    }

    [Fact]
    public async Task ABodyThatStopsHalfwayIsTimedOutAndKeepsNoMemory()
    {
        await using var gateway = await TestGateway.StartAsync(
            ("Ingest:BodyGracePeriod", "00:00:01.1"), ("Ingest:MinBodyBytesPerSecond", "100000"), ("Ingest:BodyTimeout", "00:00:05"));
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Bound.Otlp!, TestGateway.Token);
        var stream = client.GetStream();

        await stream.WriteAsync("POST /ingest HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nhalf a li"u8.ToArray(), TestGateway.Token);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var status = await reader.ReadLineAsync(TestGateway.Token);

        status.ShouldNotBeNull().ShouldContain("408");
        gateway.Journal.Batches.ShouldBeEmpty();
        ShouldHoldNothing(gateway);
    }

    [Fact]
    public async Task AClientThatGoesAwayHalfwayLeavesNothingBehind()
    {
        await using var gateway = await TestGateway.StartAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(gateway.Bound.Otlp!, TestGateway.Token);
            await client.GetStream().WriteAsync("POST /ingest HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{}\n"u8.ToArray(), TestGateway.Token);
        }

        // The gate knows who is inside: closed and drained means that the lost request is done.
        (await PostRawAsync(gateway, Line(10), "identity")).StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Gate.Close();
        await gateway.Gate.Drained.WaitAsync(TestGateway.Token);
        gateway.Journal.Batches.Count.ShouldBe(1);
        ShouldHoldNothing(gateway);
    }

    private static byte[] Line(int bytes)
    {
        var line = new byte[bytes];
        line.AsSpan().Fill((byte)'x');
        return line;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] body, bool gzip) =>
        client.PostAsync("/ingest", Payloads.Content(gzip ? Payloads.Gzip(body) : body, null, gzip ? "gzip" : null), TestGateway.Token);

    private static Task<HttpResponseMessage> PostRawAsync(TestGateway gateway, byte[] body, string encoding) =>
        gateway.Ingest().PostAsync("/ingest", Payloads.Content(body, null, encoding), TestGateway.Token);

    private static void ShouldHoldNothing(TestGateway gateway)
    {
        var options = gateway.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<IngestOptions>>().Value;

        // An answer may reach the client a moment before the server's own end of the request.
        SpinWait.SpinUntil(() => gateway.Gate.InProgress == 0, TimeSpan.FromSeconds(10)).ShouldBeTrue();
        gateway.Services.GetRequiredService<ByteBudget>().Free.ShouldBe(options.MaxBytesInFlight);
    }
}
