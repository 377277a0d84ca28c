using System.Text.Json;
using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Commands;

public class LoadTests
{
    [Fact]
    public async Task AProvedRunIsCodeZero()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await CliRun.AgainstAsync(server, "load", "--max", "--records", "500", "--batch", "100", "--connections", "2");
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("Proved: all 500 acknowledged records are stored; none is missing, none is double.");
        run.Out.ShouldContain("200 x 5");
        run.Out.ShouldContain("p99");
    }

    [Fact]
    public async Task AMissingRecordIsCodeOneAndNamed()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/export", new CannedAnswer(200, """{"attributes":{"load.seq":0}}""" + "\n" + """{"attributes":{"load.seq":0}}""" + "\n"));
        var run = await CliRun.AgainstAsync(server, "load", "--max", "--records", "3", "--verify-wait", "1s");
        run.ExitCode.ShouldBe(1);
        run.Out.ShouldContain("missing: 2 records acknowledged but not found: 1, 2");
        run.Out.ShouldContain("doubled: 1 record found more than once: 0");
    }

    [Fact]
    public async Task JsonHasTheSameFigures()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await CliRun.AgainstAsync(server, "load", "--max", "--records", "64", "--batch", "64", "--json");
        var report = JsonDocument.Parse(run.Out).RootElement;
        report.GetProperty("acknowledged").GetInt64().ShouldBe(64);
        report.GetProperty("answers").GetProperty("200").GetInt64().ShouldBe(1);
        report.GetProperty("proof").GetProperty("holds").GetBoolean().ShouldBeTrue();
        report.GetProperty("latencyMilliseconds").TryGetProperty("p50", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task WithoutVerificationNothingIsReadBack()
    {
        await using var server = await FakeServer.StartAsync();
        (await CliRun.AgainstAsync(server, "load", "--max", "--records", "64", "--no-verify")).ExitCode.ShouldBe(0);
        server.Requests.ShouldAllBe(request => request.Path == "/v1/logs");
    }

    [Fact]
    public async Task AnotherMachineIsNotLoadedByAccident()
    {
        var run = await CliRun.RunAsync(new CliSetup(), "load", "--url", "http://192.0.2.1:8080");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("--allow-remote");
    }

    [Fact]
    public async Task WithoutAServerNothingIsSent() =>
        (await CliRun.RunAsync(new CliSetup(), "load", "--url", "http://127.0.0.1:9", "--ingest-url", "http://127.0.0.1:9")).ExitCode.ShouldBe(3);
}
