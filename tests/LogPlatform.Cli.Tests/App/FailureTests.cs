using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.App;

/// <summary>Exit codes and words of failures, which scripts and people rely on.</summary>
public class FailureTests
{
    [Fact]
    public async Task WithoutAServerTheCodeIsThreeAndTheNextStepIsNamed()
    {
        var run = await CliRun.RunAsync(new CliSetup(), "status", "--url", "http://127.0.0.1:9");
        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("error: no server on http://127.0.0.1:9");
        run.Error.ShouldContain("dotnet run --project src/LogPlatform.Standalone");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task WithoutAKeyTheCodeIsFourAndTheWayToOneIsNamed()
    {
        await using var server = await FakeServer.StartAsync();
        server.Key = "secret";
        var run = await CliRun.AgainstAsync(server, "status");
        run.ExitCode.ShouldBe(4);
        run.Error.ShouldContain("operator.key");
        (await CliRun.AgainstAsync(server, "status", "--key", "wrong")).Error.ShouldContain("does not know this key");
        (await CliRun.AgainstAsync(server, CliSetup.WithInput("x\n"), "send")).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task AnExpiredKeyIsCodeFourAndSaidToBe()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", new CannedAnswer(401, """{"detail":"The key expired on 2026-11-01."}"""));
        var run = await CliRun.AgainstAsync(server, "status", "--key", "old");
        run.ExitCode.ShouldBe(4);
        run.Error.ShouldContain("The key expired on 2026-11-01.");
    }

    [Fact]
    public async Task AnotherRoleIsCodeFour()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/keys", new CannedAnswer(403, """{"detail":"This needs the role operator."}"""));
        var run = await CliRun.AgainstAsync(server, "keys", "list");
        run.ExitCode.ShouldBe(4);
        run.Error.ShouldContain("This needs the role operator.");
    }

    [Theory]
    [InlineData("serch")]
    [InlineData("search", "--since", "1q")]
    [InlineData("search", "--since", "1h", "--from", "now")]
    [InlineData("search", "--limit", "0")]
    [InlineData("send", "--batch", "many")]
    [InlineData("load", "--max", "--rate", "5")]
    [InlineData("load", "--rate", "quick")]
    [InlineData("load", "--connections", "1000")]
    [InlineData("quarantine", "reprocess")]
    [InlineData("quarantine", "reprocess", "3", "--all")]
    [InlineData("keys", "create", "x", "--role", "god")]
    [InlineData("status", "--url", "ftp://x")]
    [InlineData("status", "-o", "xml")]
    public async Task AMistakeOnTheCommandLineIsCodeTwo(params string[] args)
    {
        var run = await CliRun.RunAsync(new CliSetup(), args);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldNotContain("   at ");
        run.Error.ShouldContain("--help");
    }

    [Fact]
    public async Task AMistakeInTheFilterIsCodeTwoAndPointedAt()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers(
            "GET /api/v1/search",
            new CannedAnswer(
                400,
                """{"title":"The query could not be understood.","status":400,"detail":"q, position 11: expected a value, found the end","parameter":"q","position":11,"expected":"expected a value, found the end"}""",
                "application/problem+json"));
        var run = await CliRun.AgainstAsync(server, "search", "severity >=");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldBe("error: the filter is not understood\n  severity >=\n             ^ expected a value, found the end\n");
    }

    [Fact]
    public async Task AMistakeInATimeIsCodeTwo()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/search", new CannedAnswer(400, """{"detail":"from: expected RFC 3339","parameter":"from","position":null,"expected":"expected RFC 3339"}"""));
        var run = await CliRun.AgainstAsync(server, "search", "x", "--from", "yesterday");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldBe("error: from: expected RFC 3339\n");
    }

    [Fact]
    public async Task AnAnswerThatIsNoJsonIsNoCrash()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", "<html>");
        var run = await CliRun.AgainstAsync(server, "status");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("is not understood");
    }

    [Fact]
    public async Task CtrlCIsCode130()
    {
        await using var server = await FakeServer.StartAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        (await CliRun.AgainstAsync(server, new CliSetup { Cancellation = stop.Token }, "ledger")).ExitCode.ShouldBe(130);
    }

    [Fact]
    public async Task TheKeyOfTheServerOnThisMachineIsFound()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/operator.key", "from-file\n");
        await using var server = await FakeServer.StartAsync();
        server.Key = "from-file";
        (await CliRun.AgainstAsync(server, new CliSetup { WorkingDirectory = folder.Path }, "ledger")).ExitCode.ShouldBe(0);

        server.Key = "from-variable";
        var setup = new CliSetup { WorkingDirectory = folder.Path };
        setup.Variables["LOGPLATFORM_KEY"] = "from-variable";
        (await CliRun.AgainstAsync(server, setup, "ledger")).ExitCode.ShouldBe(0);

        server.Key = "given";
        (await CliRun.AgainstAsync(server, setup, "ledger", "--key", "given")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void TheKeyOfTheServerOnThisMachineIsForNoOther()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/operator.key", "secret");
        LogPlatform.Cli.Api.OperatorKeyFile.Find(folder.Path, new Uri("http://127.0.0.1:8080")).ShouldBe("secret");
        LogPlatform.Cli.Api.OperatorKeyFile.Find(folder.Path, new Uri("http://127.0.0.1:8080"), new Uri("http://logs.example.net")).ShouldBeNull();
    }

    [Fact]
    public async Task TheAddressMayComeFromTheEnvironment()
    {
        await using var server = await FakeServer.StartAsync();
        var setup = new CliSetup();
        setup.Variables["LOGPLATFORM_URL"] = server.Address.Authority;
        (await CliRun.RunAsync(setup, "ledger")).ExitCode.ShouldBe(0);
        setup.Variables["LOGPLATFORM_URL"] = "ftp://x";
        (await CliRun.RunAsync(setup, "ledger")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task EveryCommandHasHelpWithExamples()
    {
        foreach (var command in new[] { "send", "search", "tail", "histogram", "facets", "export", "status", "ledger", "load", "quarantine list", "keys create", "release create", "release diff", "deploy", "strategy show", "approve", "abort", "rollback", "drain", "history", "history show", "rehearse", "rewind", "audit list", "audit verify", "alarms", "demo" })
        {
            var run = await CliRun.RunAsync(new CliSetup(), [.. command.Split(' '), "--help"]);
            run.ExitCode.ShouldBe(0);
            run.Out.ShouldContain("Examples:");
            run.Out.ShouldContain("logctl " + command);
        }
    }
}
