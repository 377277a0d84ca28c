using System.Text.Json.Nodes;
using LogPlatform.Cli.Tests.Serving;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cli.Tests.Commands;

public class DeployTests
{
    private const string Release = "1.4-bbbbbbbb";
    private const string One = "GET /api/v1/deployments/12";

    [Fact]
    public async Task TheStrategyIsTheFileWithWhatIsGivenOnTop()
    {
        using var folder = new TemporaryFolder();
        folder.Write("strategy.json", """{ "dwell": "00:00:01", "alpha": 0.05, /* a remark */ "checks": { "latency": "Off", "errors": "Off" }, }""");
        await using var server = await StartAsync();
        var run = await CliRun.AgainstAsync(
            server,
            new CliSetup { WorkingDirectory = folder.Path },
            "deploy", Release, "--strategy", "strategy.json", "--manual", "--dwell", "5s", "--bake", "2h", "--keep-warm", "1d", "--validation-limit", "90s",
            "--min-units", "50", "--min-records", "100000", "--advisory", "latency", "--skip", "resources", "--check", "custom:smoke", "--reason", "build 7");
        run.ExitCode.ShouldBe(0, run.Error);
        JsonNode.DeepEquals(
            JsonNode.Parse(server.Requests.ShouldHaveSingleItem().Text),
            JsonNode.Parse(
                """
                {"release":"1.4-bbbbbbbb","reason":"build 7","strategy":{
                  "dwell":"00:00:05","alpha":0.05,"autoPromote":false,"bakeTime":"02:00:00","bakeLimit":"04:00:00","keepWarm":"1.00:00:00","validationLimit":"00:01:30","minUnits":50,"minRecords":100000,
                  "checks":{"latency":"Advisory","errors":"Off","resources":"Off","custom:smoke":"Required"}}}
                """)).ShouldBeTrue(server.Requests[0].Text);
    }

    [Fact]
    public async Task WithoutOptionsTheServersDefaultsHold()
    {
        await using var server = await StartAsync();
        var run = await CliRun.AgainstAsync(server, "deploy", Release);
        run.ExitCode.ShouldBe(0);
        server.Requests.ShouldHaveSingleItem().Text.ShouldBe("""{"release":"1.4-bbbbbbbb","strategy":{},"reason":""}""");
        run.Out.ShouldBe("Deployment 12 of 1.4-bbbbbbbb is provisioning.\n");
    }

    [Fact]
    public async Task ADeploymentThatSucceedsIsCodeZeroAndToldLineByLine()
    {
        await using var server = await StartAsync();
        var validating = Sample.State(RolloutPhase.Validating, RolloutPhase.Provisioning) with
        {
            Checks = [Sample.Check(CheckNames.Latency, Verdict.Inconclusive, "12 of 30"), Sample.Check(CheckNames.Errors, Verdict.Pass, "no errors\u001b[0m")],
        };
        server.Answers(One, Ok(validating), Ok(validating), Ok(Sample.State(RolloutPhase.Succeeded, RolloutPhase.Provisioning, RolloutPhase.Validating, RolloutPhase.Baking) with { Checks = validating.Checks }));
        var run = await CliRun.AgainstAsync(server, "deploy", Release, "--wait");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldBe(
            """
            12:00:00Z  Provisioning      entry of Provisioning
            12:00:01Z  Validating        entry of Validating
            12:00:02Z  Baking            entry of Baking
            12:00:03Z  Succeeded         entry of Succeeded
            Deployment 12 succeeded: generation 4 of release 1.4-bbbbbbbb serves; the switch took 2.5 ms, the last unit on the old slot ended 14.0 ms later.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task ADeploymentThatFailsIsCodeOneWithTheCheckAndItsDifferences()
    {
        await using var server = await StartAsync();
        var failed = Sample.State(RolloutPhase.Failed, RolloutPhase.Provisioning) with
        {
            Outcome = "check output-diff failed",
            Checks = [Sample.Check(CheckNames.OutputDiff, Verdict.Fail, "field user.email changes in 12% of records of service auth"), Sample.Check(CheckNames.Errors, Verdict.Pass, "no errors")],
        };
        server.Answers(One, Ok(failed));
        var run = await CliRun.AgainstAsync(server, "deploy", Release, "--wait");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("error: Deployment 12 failed: check output-diff failed\n");
        run.Error.ShouldContain("Check output-diff failed: field user.email changes in 12% of records of service auth\n");
        run.Error.ShouldContain("│ user.email │ auth    │ 12% (120 of 1,000) │ unexpected │ [redacted:email] │ xxx@xxxxx.xx\\u001b[31m │");
        run.Error.ShouldNotContain("Check errors");
    }

    [Theory]
    [InlineData(RolloutPhase.RolledBack)]
    [InlineData(RolloutPhase.Aborted)]
    public async Task OtherEndsAreCodeOneToo(RolloutPhase end)
    {
        await using var server = await StartAsync();
        server.Answers(One, Ok(Sample.State(end) with { Outcome = "the reason" }));
        var run = await CliRun.AgainstAsync(server, "deploy", Release, "--wait");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("the reason");
    }

    [Theory]
    [InlineData("validated", RolloutPhase.AwaitingApproval, 0)]
    [InlineData("validated", RolloutPhase.Baking, 0)]
    [InlineData("validated", RolloutPhase.RollingBack, 1)]
    [InlineData("switched", RolloutPhase.Draining, 0)]
    [InlineData("switched", RolloutPhase.Failed, 1)]
    [InlineData("succeeded", RolloutPhase.Succeeded, 0)]
    public async Task OneMayWaitForLessThanTheEnd(string goal, RolloutPhase phase, int code)
    {
        await using var server = await StartAsync();
        server.Answers(One, Ok(Sample.State(phase)));
        (await CliRun.AgainstAsync(server, "deploy", Release, "--wait-for", goal)).ExitCode.ShouldBe(code);
    }

    [Fact]
    public async Task WaitingGoesOnWhileAnApprovalIsMissingAndSaysSoOnce()
    {
        await using var server = await StartAsync();
        var waits = Ok(Sample.State(RolloutPhase.AwaitingApproval));
        server.Answers(One, waits, waits, Ok(Sample.State(RolloutPhase.Baking)), Ok(Sample.State(RolloutPhase.Succeeded)));
        var run = await CliRun.AgainstAsync(server, "deploy", Release, "--manual", "--wait");
        run.ExitCode.ShouldBe(0);
        run.Error.Split("logctl approve 12").Length.ShouldBe(2);
    }

    [Fact]
    public async Task ARestartOfTheServerIsOutlived()
    {
        await using var server = await StartAsync();
        server.Answers(One, new CannedAnswer(0), new CannedAnswer(0), Ok(Sample.State(RolloutPhase.Succeeded)));
        var run = await CliRun.AgainstAsync(server, "deploy", Release, "--wait");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("does not answer");
    }

    [Fact]
    public async Task AServerThatStaysAwayIsCodeThreeInTheEnd()
    {
        await using var server = await StartAsync();
        server.Answers(One, new CannedAnswer(0));
        (await CliRun.AgainstAsync(server, "deploy", Release, "--wait")).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task OnATerminalItIsFollowedAsAPicture()
    {
        await using var server = await StartAsync();
        var validating = Sample.State(RolloutPhase.Validating, RolloutPhase.Provisioning) with { Checks = [Sample.Check(CheckNames.Latency, Verdict.Inconclusive, "slow [so far]")] };
        server.Answers(One, Ok(validating), Ok(Sample.State(RolloutPhase.Succeeded)));
        var run = await CliRun.AgainstAsync(server, new CliSetup { Terminal = true, Width = 160 }, "deploy", Release);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain("12 of 30 units");
        run.Out.ShouldContain("slow [so far]");
        run.Out.ShouldContain("no verdict yet");
        server.Requests.Count(request => request.Method == "GET").ShouldBe(2);
    }

    [Fact]
    public async Task ForProgramsOnlyTheEndIsPrinted()
    {
        await using var server = await StartAsync();
        server.Answers(One, Ok(Sample.State(RolloutPhase.Validating)), Ok(Sample.State(RolloutPhase.Succeeded)));
        var run = await CliRun.AgainstAsync(server, "deploy", Release, "--wait", "--json");
        JsonNode.Parse(run.Out)!["phase"]!.GetValue<string>().ShouldBe("Succeeded");
    }

    [Theory]
    [InlineData(400, 2)]
    [InlineData(404, 1)]
    [InlineData(409, 1)]
    [InlineData(403, 4)]
    [InlineData(503, 1)]
    public async Task ARefusalHasItsReasonAndCode(int status, int code)
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("POST /api/v1/deployments", new CannedAnswer(status, """{"detail":"Deployment 11 of 1.3 is validating."}"""));
        var run = await CliRun.AgainstAsync(server, "deploy", Release, "--wait");
        run.ExitCode.ShouldBe(code);
        run.Error.ShouldStartWith("error: Deployment 11 of 1.3 is validating.\n");
    }

    [Theory]
    [InlineData("deploy")]
    [InlineData("deploy", "a/b")]
    [InlineData("deploy", Release, "--detach", "--wait")]
    [InlineData("deploy", Release, "--wait-for", "breakfast")]
    [InlineData("deploy", Release, "--bake", "soon")]
    [InlineData("deploy", Release, "--skip", "latncy")]
    [InlineData("deploy", Release, "--strategy", "nowhere.json")]
    [InlineData("deploy", Release, "--strategy", "list.json")]
    [InlineData("deploy", Release, "--strategy", "broken.json")]
    [InlineData("drain")]
    [InlineData("drain", "--force")]
    [InlineData("drain", "--reason", "x")]
    [InlineData("rehearse")]
    [InlineData("rewind")]
    [InlineData("history", "show")]
    [InlineData("audit", "verify", "--head", "abc")]
    public async Task AMistakeIsCodeTwoAndNothingIsSent(params string[] args)
    {
        using var folder = new TemporaryFolder();
        folder.Write("list.json", "[1]");
        folder.Write("broken.json", "{\n\"dwell\": }");
        await using var server = await FakeServer.StartAsync();
        var run = await CliRun.AgainstAsync(server, new CliSetup { WorkingDirectory = folder.Path }, args);
        run.ExitCode.ShouldBe(2, run.Error);
        run.Error.ShouldNotContain("   at ");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheDefaultsAreShownAndAFileIsChecked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("s.json", """{"alpha":7}""");
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/strategy", """{"dwell":"00:00:10"}""");
        server.Answers("POST /api/v1/strategy/validate", new CannedAnswer(200, """{"errors":["alpha must be 0.0001 to 0.1"]}"""), new CannedAnswer(200, """{"errors":[]}"""));
        (await CliRun.AgainstAsync(server, "strategy", "show")).Out.ShouldBe("{\n  \"dwell\": \"00:00:10\"\n}\n");
        var setup = new CliSetup { WorkingDirectory = folder.Path };
        var bad = await CliRun.AgainstAsync(server, setup, "strategy", "validate", "s.json");
        (bad.ExitCode, bad.Error).ShouldBe((2, "error: alpha must be 0.0001 to 0.1\n"));
        (await CliRun.AgainstAsync(server, setup, "strategy", "validate", "s.json")).ExitCode.ShouldBe(0);
    }

    private static CannedAnswer Ok(RolloutState state) => new(200, Sample.Json(state));

    private static async Task<FakeServer> StartAsync()
    {
        var server = await FakeServer.StartAsync();
        return server.Answers("POST /api/v1/deployments", new CannedAnswer(201, Sample.Json(Sample.State(RolloutPhase.Provisioning))));
    }
}
