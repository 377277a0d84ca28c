using System.Text.Json;
using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Commands;

public class SearchTests
{
    private const string Checkout =
        """{"time":"2026-11-20T12:00:01.234567890Z","severity":"ERROR","severityNumber":17,"body":"payment failed\nfor good","attributes":{"order.id":7,"exception.stacktrace":"a\n b"},"resource":{"service.name":"checkout"},"traceId":"0af7651916cd43dd8448eb211c80319c","batch":3,"ordinal":0,"generation":1,"release":"r1"}""";

    private const string Map = """{"time":"2026-11-20T12:00:00.000000000Z","body":{"a":[1,2]},"batch":2,"ordinal":0}""";

    [Fact]
    public async Task ARecordIsALine()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/search", Page(null, Checkout, Map));
        var run = await CliRun.AgainstAsync(server, "search", "severity >= ERROR");
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldBe(
            """
            2026-11-20 12:00:01.234Z ERROR checkout     payment failed ↵ for good
            2026-11-20 12:00:00.000Z -     -            {"a":[1,2]}

            """.ReplaceLineEndings("\n"));
        run.Error.ShouldBe("2 records.\n");
    }

    [Fact]
    public async Task WideShowsAllMembers()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/search", Page(null, Checkout));
        (await CliRun.AgainstAsync(server, "search", "--wide")).Out.ShouldBe(
            """
            2026-11-20 12:00:01.234Z ERROR checkout     payment failed ↵ for good
                time = 2026-11-20T12:00:01.234567890Z
                body = payment failed
                  for good
                order.id = 7
                exception.stacktrace = a
                   b
                resource.service.name = checkout
                traceId = 0af7651916cd43dd8448eb211c80319c
                batch = 3
                ordinal = 0
                generation = 1
                release = r1

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task JsonIsTheServersObjectOneALine()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/search", Page(null, Checkout, Map));
        foreach (var flag in new[] { new[] { "--json" }, ["-o", "json"], ["--output", "json"] })
        {
            (await CliRun.AgainstAsync(server, ["search", .. flag])).Out.ShouldBe(Checkout + "\n" + Map + "\n");
        }
    }

    [Fact]
    public async Task TheCursorIsFollowedUpToTheLimit()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers(
            "GET /api/v1/search",
            new CannedAnswer(200, Page("c1", [.. Enumerable.Repeat(Map, 500)])),
            new CannedAnswer(200, Page("c2", [.. Enumerable.Repeat(Map, 500)])),
            new CannedAnswer(200, Page("c3", [.. Enumerable.Repeat(Map, 200)])));
        var run = await CliRun.AgainstAsync(server, "search", "--limit", "1200");
        run.Lines.Length.ShouldBe(1200);
        run.Error.ShouldContain("there are more");
        server.Requests.Select(request => request.Query).ShouldBe(
            ["?limit=500&order=newest", "?limit=500&order=newest&cursor=c1", "?limit=200&order=newest&cursor=c2"]);
    }

    [Fact]
    public async Task AnEmptyAnswerSaysWhatToTry()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/search", Page(null));
        var run = await CliRun.AgainstAsync(server, "search");
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("--since");
    }

    [Fact]
    public async Task FilterRangeAndOrderReachTheServer()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/search", Page(null));
        await CliRun.AgainstAsync(server, "search", "service", "=", "a&b", "--since", "15m", "--to", "now", "--order", "oldest");
        server.Requests.ShouldHaveSingleItem().Query.ShouldBe("?q=service%20%3D%20a%26b&from=-900s&to=now&limit=50&order=oldest");
    }

    [Fact]
    public async Task ATerminalGetsColoursAndAPipeNone()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/search", Page(null, Checkout));
        (await CliRun.AgainstAsync(server, new CliSetup { Terminal = true }, "search")).Out.ShouldContain("\u001b[31mERROR\u001b[0m");
        (await CliRun.AgainstAsync(server, "search")).Out.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task ARecordCannotWriteToTheTerminal()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/search", Page(null, """{"body":"\u001b[2J","resource":{"service.name":"\u001b]0;x\u0007"},"attributes":{"\u001b[1m":"\u001b[1m"}}"""));
        (await CliRun.AgainstAsync(server, "search", "--wide")).Out.ShouldNotContain('\u001b');
    }

    private static string Page(string? next, params string[] records) =>
        $$"""{"records":[{{string.Join(',', records)}}],"stats":{},"next":{{JsonSerializer.Serialize(next)}} }""";
}
