using System.Text;
using System.Text.Json;
using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Commands;

public class SendTests
{
    private const string Lines = "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n";

    [Fact]
    public async Task StandardInputIsSentInBatches()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await CliRun.AgainstAsync(server, CliSetup.WithInput(Lines), "send", "--batch", "2", "--service", "a b");
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldStartWith("3 records accepted in 2 requests");
        run.Error.ShouldBe("standard input looks like ndjson.\n");
        server.Ingested.Select(request => request.Text).ShouldBe(["{\"n\":1}\n{\"n\":2}\n", "{\"n\":3}\n"]);
        server.Ingested[0].Path.ShouldBe("/ingest");
        server.Ingested[0].Query.ShouldBe("?service=a%20b");
        server.Ingested[0].Header("Content-Type").ShouldBe("application/x-ndjson");
    }

    [Theory]
    [InlineData("clef", "{\"@t\":\"2026-11-20T12:00:00Z\"}\n", "/ingest", "application/vnd.serilog.clef")]
    [InlineData("text", "x\n", "/ingest", "application/x-ndjson")]
    [InlineData("otlp-json", "{\"resourceLogs\":[]}", "/v1/logs", "application/json")]
    [InlineData("otlp-proto", "\n\u0000", "/v1/logs", "application/x-protobuf")]
    public async Task EachFormatHasItsWayIn(string format, string text, string path, string contentType)
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(200));
        var run = await CliRun.AgainstAsync(server, CliSetup.WithInput(text), "send", "-", "--format", format);
        run.ExitCode.ShouldBe(0);
        var request = server.Ingested.ShouldHaveSingleItem();
        request.Path.ShouldBe(path);
        request.Header("Content-Type").ShouldBe(contentType);
    }

    [Fact]
    public async Task AFileMayBePackedAndSoMayTheRequests()
    {
        using var folder = new TemporaryFolder();
        await using (var file = File.Create(Path.Combine(folder.Path, "a.ndjson.gz")))
        await using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Lines), TestContext.Current.CancellationToken);
        }

        await using var server = await FakeServer.StartAsync();
        var run = await CliRun.AgainstAsync(server, new CliSetup { WorkingDirectory = folder.Path }, "send", "a.ndjson.gz", "--gzip");
        run.ExitCode.ShouldBe(0);
        server.Ingested.ShouldHaveSingleItem().Text.ShouldBe(Lines);
        server.Ingested[0].Header("Content-Encoding").ShouldBe("gzip");
    }

    [Fact]
    public async Task ABusyServerIsAskedAgainUnderTheSameKey()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(503, RetryAfter: 3), new CannedAnswer(0, Keeps: true));
        var time = new EagerTime();
        var run = await CliRun.AgainstAsync(server, new CliSetup { Input = new MemoryStream(Encoding.UTF8.GetBytes(Lines)), Time = time }, "send", "--json");
        run.ExitCode.ShouldBe(0);
        var report = JsonDocument.Parse(run.Out).RootElement;
        report.GetProperty("accepted").GetInt64().ShouldBe(3);
        report.GetProperty("retries").GetInt64().ShouldBe(2);
        time.Pauses[0].ShouldBe(TimeSpan.FromSeconds(3));
        server.Ingested.Select(request => request.Header("Idempotency-Key")).Distinct().ShouldHaveSingleItem();
        server.Store.Batches.ShouldBe(1);
    }

    [Fact]
    public async Task TheSameInputUnderTheSameNameDoublesNothing()
    {
        await using var server = await FakeServer.StartAsync();
        for (var i = 0; i < 2; i++)
        {
            (await CliRun.AgainstAsync(server, CliSetup.WithInput(Lines), "send", "--batch", "2", "--id", "import-7")).ExitCode.ShouldBe(0);
        }

        server.Ingested.Select(request => request.Header("Idempotency-Key")).ShouldBe(["import-7-0", "import-7-1", "import-7-0", "import-7-1"]);
        server.Store.Batches.ShouldBe(2);
    }

    [Fact]
    public async Task ARefusedBatchEndsSendingAndSaysWhere()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(200, """{"accepted":1}"""), new CannedAnswer(400, """{"detail":"line 1: unexpected end"}""", "application/problem+json"));
        var run = await CliRun.AgainstAsync(server, CliSetup.WithInput(Lines), "send", "--batch", "1");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("the batch of 1 record from line 2 on was refused with 400: line 1: unexpected end");
        run.Error.ShouldContain("1 record before were accepted");
        server.Ingested.Count.ShouldBe(2);
    }

    [Fact]
    public async Task KeepGoingGoesOnAndStillFails()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(400));
        var run = await CliRun.AgainstAsync(server, CliSetup.WithInput(Lines), "send", "--batch", "1", "--keep-going");
        run.ExitCode.ShouldBe(1);
        run.Out.ShouldContain("2 records accepted");
        run.Out.ShouldContain("1 record refused");
    }

    [Fact]
    public async Task GivingUpSaysHowToGoOn()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest([.. Enumerable.Repeat(new CannedAnswer(503), 50)]);
        var run = await CliRun.AgainstAsync(server, CliSetup.WithInput(Lines), "send", "--retry-for", "10s", "--id", "x");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("--id x");
    }

    [Fact]
    public async Task WithoutAServerTheCodeIsThree()
    {
        var run = await CliRun.RunAsync(CliSetup.WithInput(Lines), "send", "--ingest-url", "http://127.0.0.1:9", "--retry-for", "0s");
        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("no server takes logs on http://127.0.0.1:9");
    }

    [Fact]
    public async Task AMissingFileIsAMistakeOnTheCommandLine()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await CliRun.AgainstAsync(server, "send", "no-such-file.ndjson");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("cannot read no-such-file.ndjson");
    }

    [Fact]
    public async Task APartialSuccessCountsWhatWasRejected()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(200, """{"partialSuccess":{"rejectedLogRecords":"1","errorMessage":"x"}}"""));
        var input = CliSetup.WithInput("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{},{},{}]}]}]}""");
        var run = await CliRun.AgainstAsync(server, input, "send", "--json");
        run.ExitCode.ShouldBe(1);
        JsonDocument.Parse(run.Out).RootElement.GetProperty("refused").GetInt64().ShouldBe(1);
    }
}
