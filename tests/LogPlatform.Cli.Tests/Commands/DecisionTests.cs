using System.Text.Json;
using LogPlatform.Cli.Tests.Serving;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cli.Tests.Commands;

public class DecisionTests
{
    [Theory]
    [InlineData("approve", "approve", "{\"reason\":\"seen\"}")]
    [InlineData("abort", "abort", "{\"reason\":\"seen\"}")]
    [InlineData("drain --force", "force-drain", "{\"reason\":\"seen\"}")]
    public async Task ADecisionIsAboutTheLastDeploymentUnlessOneIsNamed(string words, string route, string body)
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/deployments/latest", Sample.Json(Sample.State(RolloutPhase.AwaitingApproval)));
        server.Answers($"POST /api/v1/deployments/12/{route}", Sample.Json(Sample.State(RolloutPhase.Baking)));
        server.Answers($"POST /api/v1/deployments/7/{route}", new CannedAnswer(409, """{"detail":"Only deployment 12 takes commands."}"""));
        var run = await CliRun.AgainstAsync(server, [.. words.Split(' '), "--reason", "seen"]);
        run.ExitCode.ShouldBe(0, run.Error);
        server.Requests[^1].Text.ShouldBe(body);
        var other = await CliRun.AgainstAsync(server, [.. words.Split(' '), "7", "--reason", "seen"]);
        (other.ExitCode, other.Error).ShouldBe((1, "error: Only deployment 12 takes commands.\n"));
    }

    [Fact]
    public async Task ARollbackNeedsOneRequestOnly()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("POST /api/v1/rollback", Sample.Json(Sample.State(RolloutPhase.RollingBack)));
        var run = await CliRun.AgainstAsync(server, "rollback", "--reason", "slow", "--force");
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldBe("Deployment 12 of 1.4-bbbbbbbb is rolling back.\n");
        server.Requests.ShouldHaveSingleItem().Text.ShouldBe("""{"reason":"slow","force":true}""");
    }

    [Fact]
    public async Task ARollbackSaysThatTheReleaseBeforeServesAsSoonAsItDoes()
    {
        await using var server = await FakeServer.StartAsync();
        var back = Sample.State(RolloutPhase.RolledBack) with { Phase = RolloutPhase.RollingBack };
        server.Answers("POST /api/v1/rollback", Sample.Json(back));
        var run = await CliRun.AgainstAsync(server, "rollback");
        run.Out.ShouldBe("Deployment 12 is rolling back: generation 5 of release 1.3-aaaaaaaa serves.\n");
    }

    [Fact]
    public async Task ARollbackMayBeWaitedFor()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("POST /api/v1/deployments/12/rollback", Sample.Json(Sample.State(RolloutPhase.RollingBack)));
        server.Answers("GET /api/v1/deployments/12", Sample.Json(Sample.State(RolloutPhase.RolledBack)));
        var run = await CliRun.AgainstAsync(server, "rollback", "12", "--wait");
        run.ExitCode.ShouldBe(0);
        run.Lines[^1].ShouldBe("Deployment 12 is rolled back: generation 5 of release 1.3-aaaaaaaa serves.");
        server.Answers("GET /api/v1/deployments/12", Sample.Json(Sample.State(RolloutPhase.Failed) with { Outcome = "the old slot could not be filled" }));
        (await CliRun.AgainstAsync(server, "rollback", "12", "--wait")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task TheHistoryIsListedAndAReportHasEverything()
    {
        await using var server = await FakeServer.StartAsync();
        var state = Sample.State(RolloutPhase.Succeeded, RolloutPhase.Validating) with
        {
            Ledger = Sample.Ledger,
            Checks = [Sample.Check(CheckNames.OutputDiff, Verdict.Pass, "as declared"), Sample.Check(CheckNames.Latency, Verdict.Pass, "as quick", CheckStage.Bake)],
        };
        server.Answers("GET /api/v1/deployments", $$"""{"deployments":[{{Sample.Json(state)}}],"next":null}""");
        server.Answers("GET /api/v1/deployments/12", Sample.Json(state));
        var list = await CliRun.AgainstAsync(server, "history", "--limit", "5");
        list.Out.ShouldContain("│ 12 │ 1.4-bbbbbbbb │ 2026-11-20 12:00:00Z │ ci (k1) │ Succeeded │");
        server.Requests[0].Query.ShouldBe("?limit=5");
        var report = (await CliRun.AgainstAsync(server, "history", "show", "12")).Out;
        foreach (var words in new[] { "entry of Validating", "Checks before the switch", "Checks after the switch", "Differences (output-diff)", "xxx@xxxxx.xx\\u001b[31m", "2.5 ms", "40 us", "14.0 ms", "Ledger: balanced", "sealed" })
        {
            report.ShouldContain(words);
        }

        JsonDocument.Parse((await CliRun.AgainstAsync(server, "history", "--json")).Out).RootElement.GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task AReportIsSavedAsAPage()
    {
        using var folder = new TemporaryFolder();
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/deployments/12/report", new CannedAnswer(200, "<html>12</html>", "text/html"));
        (await CliRun.AgainstAsync(server, new CliSetup { WorkingDirectory = folder.Path }, "history", "show", "12", "--html", "report.html")).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(folder.Path, "report.html"), TestContext.Current.CancellationToken)).ShouldBe("<html>12</html>");
    }

    [Fact]
    public async Task TheStatusShowsTheDeploymentItsMirrorAndAlarms()
    {
        const string Status =
            """
            {"version":"0.1.0","startedAt":"2026-11-20T11:00:00Z","dispatching":true,"pointer":{"color":"Blue","generation":3,"release":"1.3-aaaaaaaa","since":"2026-11-20T11:30:00Z"},"slots":[],
             "deployment":{"id":12},"alarms":[{"name":"configuration-drift","since":"2026-11-20T11:59:00Z","message":"green-2 reports\u001b[2J another fingerprint","blocksDeployments":true}]}
            """;
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", Status);
        server.Answers("GET /api/v1/deployments/12", Sample.Json(Sample.State(RolloutPhase.Validating) with { Checks = [Sample.Check(CheckNames.Latency, Verdict.Inconclusive, "12 units so far")] }));
        server.Answers("GET /api/v1/mirror", """{"liveUnits":9,"replayedUnits":3,"records":1200,"leftOut":0,"waiting":1,"lag":"00:00:00.0200000"}""");
        var run = await CliRun.AgainstAsync(server, "status");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain("ALARM configuration-drift since 2026-11-20T11:59:00Z: green-2 reports\\u001b[2J another fingerprint No deployment can start meanwhile.");
        run.Out.ShouldContain("Deployment 12 of 1.4-bbbbbbbb is validating. For 0 us; 10 min until its deadline.");
        run.Out.ShouldContain("Provisioning > Validating > Switching > Draining > Baking > Succeeded");
        run.Out.ShouldContain("12 of 30 units");
        run.Out.ShouldContain("Mirror: 9 live units and 3 replayed, 1,200 records; 0 left out, 1 waiting, 20.0 ms behind.");
    }

    [Fact]
    public async Task AlarmsAreCodeOne()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/alarms", new CannedAnswer(200, """{"alarms":[{"name":"drain-overdue","since":"now","message":"late"}]}"""), new CannedAnswer(200, """{"alarms":[]}"""));
        (await CliRun.AgainstAsync(server, "alarms")).ExitCode.ShouldBe(1);
        (await CliRun.AgainstAsync(server, "alarms")).ExitCode.ShouldBe(0);
    }
}
