using System.IO.Compression;
using System.Text.Json;
using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Commands;

public class ReleaseTests
{
    private const string Path = "/api/v1/releases";

    [Fact]
    public async Task AReleaseIsSentAsAnArchiveOfItsParts()
    {
        using var folder = new TemporaryFolder();
        folder.Write("worker/LogPlatform.Worker.dll", "dll");
        folder.Write("worker/runtimes/linux/x.so", "so");
        folder.Write("rules.yaml", "version: 1\nrules: []\n");
        folder.Write("samples/one.in.ndjson", "{}\n");
        folder.Write("samples/one.out.ndjson", "{}\n");
        folder.Write("samples/readme.txt", "not a sample");
        await using var server = await FakeServer.StartAsync();
        server.Answers("POST " + Path, new CannedAnswer(201, Sample.Json(Sample.Release("1.4-bbbbbbbb"))));
        var run = await CliRun.AgainstAsync(
            server, In(folder), "release", "create", "--version", "1.4", "--worker", "worker", "--rules", "rules.yaml", "--samples", "samples", "--expect", "user.email@auth", "--expect", "a.b", "--notes", "new");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldBe("1.4-bbbbbbbb\n");
        var request = server.Requests.ShouldHaveSingleItem();
        request.Header("Content-Type").ShouldBe("application/zip");
        using var archive = new ZipArchive(new MemoryStream(request.Body));
        archive.Entries.Select(entry => entry.FullName).ShouldBe(
            ["release.json", "worker/LogPlatform.Worker.dll", "worker/runtimes/linux/x.so", "rules.yaml", "samples/one.in.ndjson", "samples/one.out.ndjson"]);
        using var manifest = JsonDocument.Parse(archive.GetEntry("release.json")!.Open());
        manifest.RootElement.GetRawText().ShouldBe(
            """{"version":"1.4","notes":"new","base":null,"expectedChanges":[{"field":"user.email","service":"auth"},{"field":"a.b","service":null}]}""");
    }

    [Fact]
    public async Task WhatIsNotGivenComesFromTheReleaseThatServes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("rules.yaml", "version: 1\n");
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", Sample.Active).Answers("POST " + Path, new CannedAnswer(201, Sample.Json(Sample.Release("1.4-bbbbbbbb"))));
        (await CliRun.AgainstAsync(server, In(folder), "release", "create", "--rules", "rules.yaml")).ExitCode.ShouldBe(0);
        using var archive = new ZipArchive(new MemoryStream(server.Requests[^1].Body));
        using var manifest = JsonDocument.Parse(archive.GetEntry("release.json")!.Open());
        manifest.RootElement.GetProperty("base").GetString().ShouldBe("1.3-aaaaaaaa");
        manifest.RootElement.GetProperty("version").GetString().ShouldBe("20261120.120000");
    }

    [Fact]
    public async Task TheSameContentIsSaidToBeThereAlready()
    {
        using var folder = new TemporaryFolder();
        folder.Write("rules.yaml", "version: 1\n");
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", Sample.Active).Answers("POST " + Path, Sample.Json(Sample.Release("1.3-aaaaaaaa")));
        var run = await CliRun.AgainstAsync(server, In(folder), "release", "create", "--rules", "rules.yaml");
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldBe("1.3-aaaaaaaa\n");
        run.Error.ShouldContain("nothing new was made");
    }

    [Fact]
    public async Task EverythingThatIsWrongWithAReleaseIsSaidAtOnce()
    {
        using var folder = new TemporaryFolder();
        folder.Write("rules.yaml", "version: x\n");
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", Sample.Active);
        server.Answers("POST " + Path, new CannedAnswer(400, """{"detail":"a b","status":400,"errors":["rules.yaml, line 1: expected 1","worker: a\u001bforeign binary"]}""", "application/problem+json"));
        var run = await CliRun.AgainstAsync(server, In(folder), "release", "create", "--rules", "rules.yaml");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldBe("error: 2 things are wrong:\n- rules.yaml, line 1: expected 1\n- worker: a\\u001bforeign binary\n");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task ALinkIsRefusedBeforeAnythingIsSent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using var folder = new TemporaryFolder();
        folder.Write("worker/a.dll", "dll");
        folder.Write("secret", "secret");
        File.CreateSymbolicLink(System.IO.Path.Combine(folder.Path, "worker/b.dll"), "../secret");
        folder.Write("linked/inner/c.dll", "dll");
        Directory.CreateSymbolicLink(System.IO.Path.Combine(folder.Path, "other"), "linked/inner");
        Directory.CreateDirectory(System.IO.Path.Combine(folder.Path, "third"));
        Directory.CreateSymbolicLink(System.IO.Path.Combine(folder.Path, "third/inner"), "../linked/inner");
        File.CreateSymbolicLink(System.IO.Path.Combine(folder.Path, "rules.yaml"), "secret");
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", Sample.Active);
        foreach (var args in new string[][] { ["--worker", "worker"], ["--worker", "third"], ["--rules", "rules.yaml"] })
        {
            var run = await CliRun.AgainstAsync(server, In(folder), ["release", "create", .. args]);
            run.ExitCode.ShouldBe(1);
            run.Error.ShouldContain("is a link");
        }

        server.Requests.ShouldAllBe(request => request.Method == "GET");
    }

    [Theory]
    [InlineData("release", "create")]
    [InlineData("release", "create", "--notes", "only words")]
    [InlineData("release", "create", "--worker", "nowhere", "--rules", "rules.yaml")]
    [InlineData("release", "create", "--rules", "nowhere.yaml", "--worker", "worker")]
    [InlineData("release", "create", "--rules", "rules.yaml", "--worker", "worker", "--samples", "half")]
    [InlineData("release", "create", "--rules", "rules.yaml", "--worker", "worker", "--samples", "none")]
    [InlineData("release", "create", "--rules", "rules.yaml", "--worker", "worker", "--expect", "a@")]
    [InlineData("release", "show", "../../etc/passwd")]
    public async Task WhatCannotBeAReleaseIsCodeTwoAndNothingIsSent(params string[] args)
    {
        using var folder = new TemporaryFolder();
        folder.Write("rules.yaml", "version: 1\n");
        folder.Write("worker/a.dll", "dll");
        folder.Write("half/one.in.ndjson", "{}\n");
        folder.Write("none/readme.txt", "x");
        await using var server = await FakeServer.StartAsync();
        var run = await CliRun.AgainstAsync(server, In(folder), args);
        run.ExitCode.ShouldBe(2, run.Error);
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReleasesAreListedWithTheOneThatServesMarked()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET " + Path, $$"""{"releases":[{{Sample.Json(Sample.Release("1.4-bbbbbbbb"))}},{{Sample.Json(Sample.Release("1.3-aaaaaaaa"))}}]}""");
        server.Answers("GET /api/v1/status", Sample.Active);
        var run = await CliRun.AgainstAsync(server, "release", "list");
        run.Out.ShouldContain("│ 1.3-aaaaaaaa * │");
        run.Out.ShouldContain("│ 1.4-bbbbbbbb   │ 2026-11-20 12:00:00Z │ ci (k1) │ aaaaaaaa │ bbbbbbbb │       2 │ new [rules] │");
    }

    [Fact]
    public async Task AReleaseIsShownAndItsRulesPrinted()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", Sample.Active);
        server.Answers($"GET {Path}/1.3-aaaaaaaa", Sample.Json(Sample.Release("1.3-aaaaaaaa")));
        server.Answers($"GET {Path}/1.3-aaaaaaaa/rules", new CannedAnswer(200, "version: 1\nrules: # \u001b[2J\n", "text/yaml"));
        (await CliRun.AgainstAsync(server, "release", "show", "active")).Out.ShouldContain("user.email of service auth");
        (await CliRun.AgainstAsync(server, "release", "rules", "active")).Out.ShouldBe("version: 1\nrules: # \\u001b[2J\n");
    }

    [Fact]
    public async Task TwoReleasesAreCompared()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", Sample.Active);
        server.Answers(
            $"GET {Path}/1.3-aaaaaaaa/diff/1.4-bbbbbbbb",
            """{"rules":"@@ -1,1 +1,1 @@\n-fields: all\n+fields: body\n","files":{"added":[],"removed":["old.dll"],"changed":["a.dll"]},"samples":{"added":["one"]},"expectedChanges":{"added":["user.email@auth"]}}""");
        (await CliRun.AgainstAsync(server, "release", "diff", "active", "1.4-bbbbbbbb")).Out.ShouldBe(
            """
            rules
              @@ -1,1 +1,1 @@
              -fields: all
              +fields: body
            worker files
              - old.dll
              ~ a.dll
            samples
              + one
            expected changes
              + user.email@auth

            """.ReplaceLineEndings("\n"));
    }

    private static CliSetup In(TemporaryFolder folder) => new() { WorkingDirectory = folder.Path };
}
