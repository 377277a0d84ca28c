using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>Input that makes no sense, or comes from who may not: a clear answer, an entry in the audit log where it was an action, and nothing changed.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task NothingThatMakesNoSenseChangesAnything()
    {
        using var folder = new TemporaryFolder();
        await using var platform = await StandaloneProcess.StartAsync(Path.Combine(folder.Path, "data"));
        var api = new DeploymentApi(platform);
        var before = await api.PointerAsync();
        var releases = (await platform.GetAsync("api/v1/releases")).ToString();

        await RefusedAsync(api, ReleaseArchive.Of("2.0").WithWorker().WithRules().With("worker/../../../evil.txt", "evil"), "leads out");
        await RefusedAsync(api, ReleaseArchive.Of("2.0").WithRules().With("worker/readme.txt", "x"), "missing binary");
        await RefusedAsync(api, ReleaseArchive.Of("2.0").WithRules().With("worker/LogPlatform.Worker.dll", "MZ no code"), "foreign binary");
        await RefusedAsync(api, ReleaseArchive.Of("2.0").WithWorker().WithRules("version: 1\nrules:\n  - name: x\n    dropp: {}\n"), "rules.yaml(4,5)");
        (await platform.GetAsync("api/v1/releases")).ToString().ShouldBe(releases);
        Directory.EnumerateFiles(folder.Path, "evil.txt", SearchOption.AllDirectories).ShouldBeEmpty();

        var sound = await api.CreateAsync(ReleaseArchive.Of("2.0", before.Release.Name));
        var (status, body) = await api.PostAsync("api/v1/deployments", new
        {
            release = sound,
            strategy = new { mirrorShare = 0, minUnits = 0, dwell = "-00:00:01", bakeTime = "02:00:00", checks = new Dictionary<string, string> { ["luck"] = "Required" } },
        });
        status.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var said in (string[])["mirrorShare", "minUnits", "dwell", "bakeLimit", "luck"])
        {
            body.GetProperty("detail").GetString()!.ShouldContain(said);
        }

        (await api.PostAsync("api/v1/deployments", new { release = sound, strategy = new { minUnit = 1 } })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await api.PostAsync("api/v1/deployments", new { release = "9.9-0123456789ab" })).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in (string[])["deployments/7/approve", "deployments/7/abort", "deployments/7/rollback", "deployments/7/force-drain", "rollback"])
        {
            (await api.PostAsync("api/v1/" + path, new { })).Status.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await api.PostAsync("api/v1/rehearsals", new { release = "9.9-0123456789ab", from = "-1h" })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await api.PostAsync("api/v1/rewinds", new { generation = 99 })).Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.BadRequest);
        (await platform.GetAsync("api/v1/deployments")).GetProperty("deployments").GetArrayLength().ShouldBe(0);
        (await api.PointerAsync()).ShouldBe(before);
        (await ActionsAsync(platform)).Count(entry => entry.Action == "release.refused").ShouldBe(4);
        await api.AuditIsIntactAsync();
    }

    [Fact]
    public async Task AViewerAndAnExpiredKeyChangeNothingAndAreWrittenDown()
    {
        using var folder = new TemporaryFolder();
        await using var platform = await StandaloneProcess.StartAsync(folder.Path);
        var (viewer, viewerSecret) = await KeyAsync(new DeploymentApi(platform), "Viewer", null);
        var (expired, expiredSecret) = await KeyAsync(new DeploymentApi(platform), "Operator", 60);
        await platform.StopAsync();

        // As if a minute had passed.
        var keys = Path.Combine(folder.Path, "keys.json");
        await File.WriteAllTextAsync(
            keys,
            System.Text.RegularExpressions.Regex.Replace(await File.ReadAllTextAsync(keys, TestContext.Current.CancellationToken), "(\"expiresUnixSeconds\": )[0-9]+", "${1}1000000000"),
            TestContext.Current.CancellationToken);
        await using var again = await StandaloneProcess.StartAsync(folder.Path);
        var api = new DeploymentApi(again);
        var before = await api.PointerAsync();
        var release = await api.CreateAsync(ReleaseArchive.Of("2.0", before.Release.Name));
        (await TryAsync(again, viewerSecret, release)).ShouldBe(HttpStatusCode.Forbidden);
        (await TryAsync(again, expiredSecret, release)).ShouldBe(HttpStatusCode.Unauthorized);

        var entries = await ActionsAsync(again);
        entries.ShouldContain(entry => entry.Action == "deployment.start.denied" && entry.Actor.Contains(viewer, StringComparison.Ordinal));
        entries.ShouldContain(entry => entry.Action == "deployment.start.denied" && entry.Actor.Contains(expired, StringComparison.Ordinal) && entry.Detail.Contains("expired", StringComparison.Ordinal));
        (await again.GetAsync("api/v1/deployments")).GetProperty("deployments").GetArrayLength().ShouldBe(0);
        (await api.PointerAsync()).ShouldBe(before);
        await api.AuditIsIntactAsync();
    }

    [Fact]
    public async Task OfCommandsAtTheSameTimeExactlyOneIsTakenAndTheOthersAreToldWhy()
    {
        await using var platform = await KillablePlatform.StartAsync();
        var release = await platform.GoodReleaseAsync();
        var strategy = DeploymentApi.QuickWith((CheckNames.OutputDiff, CheckMode.Off), (CheckNames.Errors, CheckMode.Off)) with { AutoPromote = false };
        var deploys = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => platform.Api.PostAsync("api/v1/deployments", new { release, strategy })));
        var taken = deploys.Where(answer => answer.Status == HttpStatusCode.Created).ShouldHaveSingleItem().Body.Deserialize<RolloutState>(JsonSerializerOptions.Web)!;
        foreach (var (status, body) in deploys.Where(answer => answer.Status != HttpStatusCode.Created))
        {
            status.ShouldBe(HttpStatusCode.Conflict);
            body.GetProperty("detail").GetString()!.ShouldStartWith($"Deployment {taken.Id} of release {release} is under way");
        }

        await platform.Api.UntilAsync(taken.Id, RolloutPhase.AwaitingApproval);
        var commands = await Task.WhenAll(Enumerable.Range(0, 6).Select(number =>
            platform.Api.PostAsync($"api/v1/deployments/{taken.Id}/{(number % 2 == 0 ? "approve" : "abort")}", new { reason = $"number {number}" })));
        commands.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        commands.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(5);
        var ended = await platform.Api.UntilEndAsync(taken.Id);
        ended.Phase.ShouldBeOneOf(RolloutPhase.Succeeded, RolloutPhase.Aborted);
        await platform.VerifyAsync(ended.Switched ?? ended.Before);
    }

    private static async Task RefusedAsync(DeploymentApi api, ReleaseArchive archive, string said)
    {
        var (status, body) = await api.UploadAsync(archive.ToBytes());
        status.ShouldBe(HttpStatusCode.BadRequest);
        body.GetProperty("detail").GetString()!.ShouldContain(said);
    }

    private static async Task<(string Id, string Secret)> KeyAsync(DeploymentApi api, string role, long? expiresInSeconds)
    {
        var (status, body) = await api.PostAsync("api/v1/keys", new { name = "test", role, expiresInSeconds });
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        return (body.GetProperty("key").GetProperty("id").GetString()!, body.GetProperty("secret").GetString()!);
    }

    private static async Task<HttpStatusCode> TryAsync(StandaloneProcess platform, string secret, string release)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/v1/deployments", UriKind.Relative))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { release }), new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var response = await platform.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static async Task<IReadOnlyList<(string Actor, string Action, string Detail)>> ActionsAsync(StandaloneProcess platform) =>
    [
        .. (await platform.GetAsync("api/v1/audit?limit=1000")).GetProperty("entries").EnumerateArray()
            .Select(entry => entry.GetProperty("fact"))
            .Select(fact => (fact.GetProperty("actor").GetString()!, fact.GetProperty("action").GetString()!, fact.GetProperty("detail").GetString()!)),
    ];
}
