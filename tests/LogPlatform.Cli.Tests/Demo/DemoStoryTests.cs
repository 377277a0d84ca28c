using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Demo;
using LogPlatform.Cli.Tests.Serving;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cli.Tests.Demo;

/// <summary>The story against a server that says what the test tells it to: its steps, and that it does not tell what is not so.</summary>
public class DemoStoryTests
{
    private const string Found = """{"records":[{"time":"2026-11-20T12:00:00.000000000Z","severity":"INFO","body":"a record"}],"next":null}""";
    private const string None = """{"records":[],"next":null}""";

    private static readonly RolloutState Leak = Sample.State(RolloutPhase.Failed) with { Outcome = "output-diff failed", Checks = [Differing("customer.email", "billing")] };

    private static readonly RolloutState Slow = Sample.State(RolloutPhase.Failed) with { Outcome = "latency failed", Checks = [Sample.Check(CheckNames.Latency, Verdict.Fail, "12 times slower")] };

    private static readonly RolloutState Repaired = Sample.State(RolloutPhase.RolledBack, RolloutPhase.Baking, RolloutPhase.RollingBack) with { Outcome = "output-diff failed" };

    [Fact]
    public async Task EveryStepIsTakenAndTheProofIsAsked()
    {
        await using var server = await StartAsync(Leak, Slow, Repaired);
        var run = await TellAsync(server);

        // This server mixes the records of all senders up: what the demo must find out, at its very end.
        run.Out.ShouldContain("$ logctl audit verify");
        run.Out.ShouldContain("doubled: ");
        run.Out.ShouldEndWith("this is not as it should be: every acknowledged record is stored once\n");
        run.ExitCode.ShouldBe(1);
        server.Requests.Where(request => request is { Method: "POST", Path: "/api/v1/deployments" }).Count().ShouldBe(4);
        server.Requests.Single(request => request is { Method: "POST", Path: "/api/v1/rewinds" }).Text.ShouldBe("""{"generation":4,"reason":"addresses in the clear"}""");
    }

    [Fact]
    public async Task ALeakThatIsNotCaughtEndsIt()
    {
        await using var server = await StartAsync(Leak with { Checks = [Differing("other", "billing")] }, Slow, Repaired);
        var run = await TellAsync(server);
        run.Out.ShouldEndWith("this is not as it should be: the difference names customer.email of billing\n");
    }

    [Fact]
    public async Task ASlowReleaseThatSomethingElseStopsEndsIt()
    {
        await using var server = await StartAsync(Leak, Slow with { Checks = [Sample.Check(CheckNames.Errors, Verdict.Fail, "errors")] }, Repaired);
        (await TellAsync(server)).Out.ShouldEndWith("this is not as it should be: the check latency caught it: latency failed\n");
    }

    [Fact]
    public async Task ABadReleaseThatStaysEndsIt()
    {
        await using var server = await StartAsync(Leak, Slow, Sample.State(RolloutPhase.Succeeded, RolloutPhase.Baking));
        (await TellAsync(server)).Out.ShouldContain("this is not as it should be: it is rolled back, not Succeeded");
    }

    // In real time: the senders keep their pace by it, and nothing here depends on how fast they are.
    private static async Task<CliRun> TellAsync(FakeServer server)
    {
        using var folder = new TemporaryFolder();
        var setup = new CliSetup { Time = TimeProvider.System, WorkingDirectory = folder.Path };
        return await CliRun.InsideAsync(setup, async context =>
        {
            await using var story = new DemoStory(context, new ServerAddress(server.Address, server.Address, null), folder.Path);
            try
            {
                await story.TellAsync(setup.Cancellation);
                return 0;
            }
            catch (CommandFailedException e)
            {
                await context.Terminal.Out.WriteLineAsync(e.Message);
                return (int)e.ExitCode;
            }
        });
    }

    private static CheckReport Differing(string field, string service) =>
        Sample.Check(CheckNames.OutputDiff, Verdict.Fail, "differs") with { Changes = [Sample.Change with { Field = field, Service = service }] };

    private static async Task<FakeServer> StartAsync(RolloutState leak, RolloutState slow, RolloutState late)
    {
        var server = await FakeServer.StartAsync();
        string[] versions = ["1.1", "1.2", "1.3", "1.4"];
        var good = Sample.State(RolloutPhase.Succeeded);
        var switched = Sample.State(RolloutPhase.Draining);
        string[] searches = [Found, Found, None, Found, Found, None, Found, Found, None, Found, None];
        return server
            .Answers("GET /api/v1/status", """{"pointer":{"color":"Green","generation":4,"release":"1.1-bbbbbbbb"}}""")
            .Answers("GET /api/v1/releases", $$"""{"releases":[{{string.Join(',', versions.Select(version => Sample.Json(Sample.Release(version + "-bbbbbbbb"))))}}]}""")
            .Answers("POST /api/v1/releases", new CannedAnswer(201, Sample.Json(Sample.Release("1.1-bbbbbbbb"))))
            .Answers("GET /api/v1/releases/1.1-bbbbbbbb/diff/1.1-bbbbbbbb", "{}")
            .Answers("POST /api/v1/deployments", [.. new[] { good, leak, slow, switched }.Select(state => new CannedAnswer(201, Sample.Json(state)))])
            .Answers("GET /api/v1/deployments/latest", [.. new[] { leak, slow, late }.Select(state => new CannedAnswer(200, Sample.Json(state)))])
            .Answers("GET /api/v1/deployments", $$"""{"deployments":[{{Sample.Json(good)}}]}""")
            .Answers("POST /api/v1/rewinds", new CannedAnswer(201, Sample.Json(Sample.Rewind(JobPhase.Succeeded) with { UnitsGone = 0 })))
            .Answers("GET /api/v1/search", [.. searches.Select(json => new CannedAnswer(200, json))])
            .Answers("GET /api/v1/ledger", """{"generations":[],"accepted":0,"inFlight":0,"balanced":true}""")
            .Answers("GET /api/v1/audit/verify", """{"isIntact":true,"entries":2,"head":"beef","brokenAt":null,"detail":null}""");
    }
}
