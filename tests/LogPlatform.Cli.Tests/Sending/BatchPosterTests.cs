using System.Text;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.Sending;
using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Sending;

public class BatchPosterTests
{
    private readonly EagerTime _time = new();
    private readonly RetryPolicy _policy = new(TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(0)]
    public async Task ATransientFaultIsTriedAgainUnderTheSameKey(int status)
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(status), new CannedAnswer(status));
        (await PostAsync(server)).Outcome.ShouldBe(PostOutcome.Accepted);
        server.Ingested.Select(request => request.Header("Idempotency-Key")).ShouldBe(["key-1", "key-1", "key-1"]);
    }

    [Theory]
    [InlineData(400, PostOutcome.Refused)]
    [InlineData(413, PostOutcome.Refused)]
    [InlineData(415, PostOutcome.Refused)]
    [InlineData(422, PostOutcome.Refused)]
    [InlineData(500, PostOutcome.Unknown)]
    internal async Task APermanentFaultIsNotTriedAgain(int status, PostOutcome outcome)
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(status, """{"detail":"no"}"""));
        var result = await PostAsync(server);
        result.Outcome.ShouldBe(outcome);
        Encoding.UTF8.GetString(result.Answer).ShouldBe("""{"detail":"no"}""");
        server.Ingested.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RetryAfterIsWaitedFor()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(503, RetryAfter: 4));
        await PostAsync(server);
        _time.Pauses.ShouldBe([TimeSpan.FromSeconds(4)]);
    }

    [Fact]
    public async Task ARefusalAfterALostAnswerIsNoProofThatNothingWasKept()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(0, Keeps: true), new CannedAnswer(400));
        (await PostAsync(server)).Outcome.ShouldBe(PostOutcome.Unknown);
    }

    [Fact]
    public async Task ARefusalAfterTooManyRequestsIsARefusal()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(429), new CannedAnswer(400));
        (await PostAsync(server)).Outcome.ShouldBe(PostOutcome.Refused);
    }

    [Fact]
    public async Task ItGivesUpWhenTheTimeIsOver()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest([.. Enumerable.Repeat(new CannedAnswer(503, RetryAfter: 10), 20)]);
        (await PostAsync(server)).Outcome.ShouldBe(PostOutcome.Unknown);
        server.Ingested.Count.ShouldBe(7);
    }

    [Fact]
    public async Task WithoutRetriesThereIsOneAttempt()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(503));
        using var http = HttpSetup.CreateClient(null, 1);
        var result = await new BatchPoster(http, RetryPolicy.None, _time, 1).PostAsync(Post(server), TestContext.Current.CancellationToken);
        result.StatusCode.ShouldBe(503);
        server.Ingested.Count.ShouldBe(1);
    }

    private static BatchPost Post(FakeServer server) => new(new Uri(server.Address, "/ingest"), "application/x-ndjson", "{}\n"u8.ToArray(), false, "key-1");

    private async Task<PostResult> PostAsync(FakeServer server)
    {
        using var http = HttpSetup.CreateClient(null, 1);
        return await new BatchPoster(http, _policy, _time, 1).PostAsync(Post(server), TestContext.Current.CancellationToken);
    }
}
