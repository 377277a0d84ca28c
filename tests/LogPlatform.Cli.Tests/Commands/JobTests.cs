using System.Text.Json;
using LogPlatform.Cli.Tests.Serving;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cli.Tests.Commands;

public class JobTests
{
    private const string Release = "1.4-bbbbbbbb";

    [Fact]
    public async Task ARehearsalWithoutDifferencesIsCodeZero()
    {
        await using var server = await StartAsync(Sample.Rehearsal(JobPhase.Succeeded));
        var run = await CliRun.AgainstAsync(server, "rehearse", "--release", Release, "--since", "1h", "--max-batches", "10");
        run.ExitCode.ShouldBe(0, run.Error);
        server.Requests[0].Text.ShouldBe("""{"release":"1.4-bbbbbbbb","from":"-3600s","to":"now","maxBatches":10}""");
        run.Out.ShouldContain("1,000 records of 10 batches, release 1.4-bbbbbbbb beside 1.3-aaaaaaaa");
        run.Out.ShouldContain("1.50 times the baseline's time, 1.00 times its CPU");
    }

    [Fact]
    public async Task DifferencesThatNobodyDeclaredAreCodeOneUnlessAllowed()
    {
        await using var server = await StartAsync(Sample.Rehearsal(JobPhase.Succeeded) with { RecordsDifferent = 120, Changes = [Sample.Change] });
        var run = await CliRun.AgainstAsync(server, "rehearse", "--release", Release);
        run.ExitCode.ShouldBe(1);
        run.Out.ShouldContain("│ user.email │ auth    │ 12% (120 of 1,000) │ unexpected │");
        (await CliRun.AgainstAsync(server, "rehearse", "--release", Release, "--allow-differences")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task DeclaredDifferencesAndNoiseAreCodeZero()
    {
        await using var server = await StartAsync(Sample.Rehearsal(JobPhase.Succeeded) with
        {
            Changes = [Sample.Change with { Disposition = ChangeDisposition.Expected }, Sample.Change with { Disposition = ChangeDisposition.Noise }],
        });
        (await CliRun.AgainstAsync(server, "rehearse", "--release", Release)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task WhatProvesNothingIsCodeOneEvenWhenDifferencesAreAllowed()
    {
        var sound = Sample.Rehearsal(JobPhase.Succeeded);
        foreach (var rehearsal in new[]
        {
            sound with { Records = 0, Batches = 0, BatchesDone = 0 },
            sound with { Failures = 1 },
            sound with { Phase = JobPhase.Failed, Failure = "the release does not start" },
            sound with { Phase = JobPhase.Cancelled },
        })
        {
            await using var server = await StartAsync(rehearsal);
            (await CliRun.AgainstAsync(server, "rehearse", "--release", Release, "--allow-differences")).ExitCode.ShouldBe(1);
        }
    }

    [Fact]
    public async Task ARehearsalMayBeLeftListedShownAndStopped()
    {
        await using var server = await StartAsync(Sample.Rehearsal(JobPhase.Succeeded) with { Changes = [Sample.Change] });
        server.Answers("GET /api/v1/rehearsals", $$"""{"rehearsals":[{{Sample.Json(Sample.Rehearsal(JobPhase.Running))}}]}""");
        server.Answers("POST /api/v1/rehearsals/3/cancel", Sample.Json(Sample.Rehearsal(JobPhase.Cancelled)));
        (await CliRun.AgainstAsync(server, "rehearse", "--release", Release, "--detach")).Out.ShouldBe("3\n");
        (await CliRun.AgainstAsync(server, "rehearse", "list")).Out.ShouldContain("Running");
        (await CliRun.AgainstAsync(server, "rehearse", "show", "3")).ExitCode.ShouldBe(0);
        (await CliRun.AgainstAsync(server, "rehearse", "cancel", "3")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task ARewindSaysWhatItReplaced()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("POST /api/v1/rewinds", new CannedAnswer(201, Sample.Json(Sample.Rewind(JobPhase.Running))));
        server.Answers("GET /api/v1/rewinds/2", new CannedAnswer(200, Sample.Json(Sample.Rewind(JobPhase.Running))), new CannedAnswer(200, Sample.Json(Sample.Rewind(JobPhase.Succeeded))));
        var run = await CliRun.AgainstAsync(server, "rewind", "--generation", "4", "--reason", "leak");
        run.ExitCode.ShouldBe(0, run.Error);
        server.Requests[0].Text.ShouldBe("""{"generation":4,"reason":"leak"}""");
        run.Out.ShouldBe("Generation 4 is rewound: 2,100 records of 21 batches replaced by 2,099, as release 1.3-aaaaaaaa makes them.\n");
        run.Error.ShouldContain("1 unit stay as they are: their batches are not in the journal any more.");
    }

    [Theory]
    [InlineData(JobPhase.Failed)]
    [InlineData(JobPhase.Cancelled)]
    public async Task ARewindThatReplacesNothingIsCodeOne(JobPhase phase)
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("POST /api/v1/rewinds", new CannedAnswer(201, Sample.Json(Sample.Rewind(phase) with { Failure = "the worker hangs" })));
        var run = await CliRun.AgainstAsync(server, "rewind", "-g", "4");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("Nothing was replaced.");
    }

    [Fact]
    public async Task RewindsAreListed()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/rewinds", $$"""{"rewinds":[{{Sample.Json(Sample.Rewind(JobPhase.Succeeded))}}]}""");
        (await CliRun.AgainstAsync(server, "rewind", "list")).Out.ShouldContain("│  2 │          4 │ 1.3-aaaaaaaa │ Succeeded │ 7 of 8 │          2,100 │         2,099 │");
    }

    [Fact]
    public async Task TheAuditLogIsListedPageByPage()
    {
        await using var server = await StartAuditAsync();
        var run = await CliRun.AgainstAsync(server, "audit", "list", "--limit", "600");
        run.Out.ShouldContain("│   2 │ 2026-11-20 12:00:00Z │ ann (k1) │ rollback.denied  │ deployment/12 │ because │");
        server.Requests.Select(request => request.Query).ShouldBe(["?after=0&limit=500", "?after=2&limit=500"]);
        (await CliRun.AgainstAsync(await StartAuditAsync(), "audit", "list", "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("number").GetInt64()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task AChainIsVerifiedTogetherWithAHeadThatWasNoted()
    {
        await using var server = await StartAuditAsync();
        server.Answers("GET /api/v1/audit/verify", """{"isIntact":true,"entries":2,"head":"beef","brokenAt":null,"detail":null}""");
        (await CliRun.AgainstAsync(server, "audit", "verify")).Lines.ShouldBe(["The audit chain is intact: 2 entries.", "head beef"]);
        (await CliRun.AgainstAsync(server, "audit", "verify", "--head", new string('b', 64))).ExitCode.ShouldBe(0);
        var lost = await CliRun.AgainstAsync(await WithVerdictAsync(), "audit", "verify", "--head", new string('e', 64));
        lost.ExitCode.ShouldBe(1);
        lost.Error.ShouldContain("has no entry");
    }

    [Fact]
    public async Task ABrokenChainIsCodeOne()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/audit/verify", """{"isIntact":false,"entries":1,"head":"beef","brokenAt":2,"detail":"its hash does not fit"}""");
        var run = await CliRun.AgainstAsync(server, "audit", "verify");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("broken at entry 2: its hash does not fit");
        (await CliRun.AgainstAsync(server, "audit", "verify", "--json")).ExitCode.ShouldBe(1);
    }

    private static async Task<FakeServer> StartAsync(Rehearsal end)
    {
        var server = await FakeServer.StartAsync();
        return server
            .Answers("POST /api/v1/rehearsals", new CannedAnswer(201, Sample.Json(Sample.Rehearsal(JobPhase.Running))))
            .Answers("GET /api/v1/rehearsals/3", Sample.Json(end));
    }

    private static async Task<FakeServer> StartAuditAsync()
    {
        var server = await FakeServer.StartAsync();
        return server.Answers(
            "GET /api/v1/audit",
            new CannedAnswer(200, $$"""{"entries":[{{Sample.Json(Sample.Entry(1, "deployment.start", 'a'))}},{{Sample.Json(Sample.Entry(2, "rollback.denied", 'b'))}}],"next":null}"""),
            new CannedAnswer(200, """{"entries":[],"next":null}"""));
    }

    private static async Task<FakeServer> WithVerdictAsync() =>
        (await StartAuditAsync()).Answers("GET /api/v1/audit/verify", """{"isIntact":true,"entries":2,"head":"beef","brokenAt":null,"detail":null}""");
}
