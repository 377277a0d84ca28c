using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Commands;

public class TailTests
{
    private readonly EagerTime _time = new();

    [Fact]
    public async Task RecordsAndSkippedCountsAreShown()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/tail", Events(": heartbeat\n\n" + Record("one") + "event: skipped\ndata: {\"count\":1200}\n\n" + Record("two")));
        var run = await CliRun.AgainstAsync(server, new CliSetup { Time = _time }, "tail", "service = a", "--limit", "2", "--json");
        run.ExitCode.ShouldBe(0);
        run.Lines.ShouldBe(["""{"body":"one"}""", """{"body":"two"}"""]);
        run.Error.ShouldContain("1,200 records skipped");
        server.Requests[0].Query.ShouldBe("?q=service%20%3D%20a");
        server.Requests[0].Header("Accept").ShouldBe("text/event-stream");
    }

    [Fact]
    public async Task ATailOutlivesTheServer()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/tail", Events(Record("one")), new CannedAnswer(503), new CannedAnswer(0), Events(Record("two")));
        var run = await CliRun.AgainstAsync(server, new CliSetup { Time = _time }, "tail", "--limit", "2", "--json");
        run.Lines.ShouldBe(["""{"body":"one"}""", """{"body":"two"}"""]);
        run.Error.ShouldContain("Connected again");
        _time.Pauses.Select(pause => pause.TotalMilliseconds).ShouldBe([250, 500, 1000]);
    }

    [Fact]
    public async Task ATailThatNeverConnectedFails()
    {
        (await CliRun.RunAsync(new CliSetup(), "tail", "--url", "http://127.0.0.1:9")).ExitCode.ShouldBe(3);

        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/tail", new CannedAnswer(400, """{"detail":"expected a field","position":0}"""));
        (await CliRun.AgainstAsync(server, "tail", "=")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task CtrlCIsTheOrdinaryEnd()
    {
        await using var server = await FakeServer.StartAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        (await CliRun.AgainstAsync(server, new CliSetup { Cancellation = stop.Token }, "tail")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task AnEventThatIsNoJsonIsSkipped()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/tail", Events("event: record\ndata: {oops\n\n" + Record("one")));
        var run = await CliRun.AgainstAsync(server, new CliSetup { Time = _time }, "tail", "--limit", "1", "--json");
        run.Lines.ShouldBe(["""{"body":"one"}"""]);
    }

    private static CannedAnswer Events(string text) => new(200, text, "text/event-stream");

    private static string Record(string body) => $"event: record\ndata: {{\"body\":\"{body}\"}}\n\n";
}
