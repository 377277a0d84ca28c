using System.Net;
using System.Text.Json;
using LogPlatform.Core.Batches;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.Gateway.Tests.Ingest;

public sealed class LineHttpTests
{
    private const string Clef = "application/vnd.serilog.clef";
    private static readonly byte[] TwoLines = Payloads.Lines("""{"@t":"2026-01-01T00:00:00Z","@m":"a"}""", """{"@t":"2026-01-01T00:00:01Z","@m":"b"}""");

    [Theory]
    [InlineData(null)]
    [InlineData("application/x-ndjson")]
    [InlineData("application/json")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task LinesAreCountedInTheAnswer(string? type)
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest().PostAsync("/ingest?service=shop", Payloads.Content(Payloads.Lines("{\"a\":1}", "", "bare text"), type), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(TestGateway.Token)).ShouldBe("""{"accepted":2}""");
        var header = gateway.Journal.Batches.ShouldHaveSingleItem().Header;
        header.Format.ShouldBe(BatchFormat.Ndjson);
        header.Service.ShouldBe("shop");
        header.RecordCount.ShouldBe(2);
        header.MatchContent.ShouldBeFalse();
    }

    [Theory]
    [InlineData("/ingest", Clef)]
    [InlineData("/ingest?format=clef", "application/json")]
    [InlineData("/ingest?clef", "text/plain")]
    [InlineData("/ingest/clef", Clef)]
    [InlineData("/api/events/raw?clef", "application/json")]
    [InlineData("/api/events/raw", Clef)]
    public async Task ClefIsCreated(string path, string type)
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest().PostAsync(path, Payloads.Content(TwoLines, type), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var header = gateway.Journal.Batches.ShouldHaveSingleItem().Header;
        header.Format.ShouldBe(BatchFormat.Clef);
        header.RecordCount.ShouldBe(2);
    }

    [Theory]
    [InlineData("/ingest", "application/x-protobuf", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/ingest", "multipart/form-data", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/ingest?format=xml", "text/plain", HttpStatusCode.BadRequest)]
    [InlineData("/api/events/raw", "application/json", HttpStatusCode.UnsupportedMediaType)]
    public async Task AnotherFormIsRefusedWithAProblem(string path, string type, HttpStatusCode status)
    {
        await using var gateway = await TestGateway.StartAsync();

        await ShouldBeProblemAsync(await gateway.Ingest().PostAsync(path, Payloads.Content(TwoLines, type), TestGateway.Token), status);
        gateway.Journal.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task OneBadLineRefusesAllOfThem()
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest().PostAsync("/ingest", Payloads.Content(Payloads.Lines("{\"a\":1}", "{\"a\":"), null), TestGateway.Token);

        (await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest)).ShouldContain("2");
        gateway.Journal.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task AServiceNameThatIsTooLongIsRefused()
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest().PostAsync("/ingest?service=" + new string('s', 256), Payloads.Content(TwoLines, null), TestGateway.Token);

        await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task TheSameKeyWithTheSameBytesIsAcknowledgedAndNotKeptTwice()
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = gateway.Ingest();

        for (var i = 0; i < 2; i++)
        {
            (await client.SendAsync(WithKey("order-17", TwoLines), TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        gateway.Journal.Batches.ShouldHaveSingleItem().Header.IdempotencyKey.ShouldBe("order-17");
    }

    [Fact]
    public async Task TheSameKeyWithOtherBytesIsTheClientsMistake()
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = gateway.Ingest();

        await client.SendAsync(WithKey("order-17", TwoLines), TestGateway.Token);
        var response = await client.SendAsync(WithKey("order-17", Payloads.Lines("{}")), TestGateway.Token);

        await ShouldBeProblemAsync(response, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task WithoutAKeyTheSameLinesAreKeptTwice()
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = gateway.Ingest();

        await client.PostAsync("/ingest", Payloads.Content(TwoLines, null), TestGateway.Token);
        await client.PostAsync("/ingest", Payloads.Content(TwoLines, null), TestGateway.Token);

        gateway.Journal.Batches.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData(null)]
    public async Task AKeyThatIsNoneIsRefused(string? key)
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest().SendAsync(WithKey(key ?? new string('k', 256), TwoLines), TestGateway.Token);

        await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest);
    }

    private static HttpRequestMessage WithKey(string key, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/ingest") { Content = Payloads.Content(body, null) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key).ShouldBeTrue();
        return request;
    }

    private static async Task<string> ShouldBeProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestGateway.Token));
        problem.RootElement.GetProperty("status").GetInt32().ShouldBe((int)status);
        return problem.RootElement.GetProperty("detail").GetString()!;
    }
}
