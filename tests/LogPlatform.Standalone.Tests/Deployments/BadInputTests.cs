using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>Input that only this edition has, or that only files can bring about: a clear answer, an entry in the audit log where it was an action, and nothing changed.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task AWorkerThatIsNoneIsRefusedAndNothingIsWrittenOutsideOfTheCatalog()
    {
        using var folder = new TemporaryFolder();
        await using var platform = await StandaloneProcess.StartAsync(Path.Combine(folder.Path, "data"));
        var api = new DeploymentApi(platform);
        var releases = (await platform.GetAsync("api/v1/releases")).ToString();

        await RefusedAsync(api, ReleaseArchive.Of("2.0").WithWorker().WithRules().With("worker/../../../evil.txt", "evil"), "leads out");
        await RefusedAsync(api, ReleaseArchive.Of("2.0").WithRules().With("worker/readme.txt", "x"), "missing binary");
        await RefusedAsync(api, ReleaseArchive.Of("2.0").WithRules().With("worker/LogPlatform.Worker.dll", "MZ no code"), "foreign binary");

        (await platform.GetAsync("api/v1/releases")).ToString().ShouldBe(releases);
        Directory.EnumerateFiles(folder.Path, "evil.txt", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnExpiredKeyChangesNothingAndIsWrittenDown()
    {
        using var folder = new TemporaryFolder();
        await using var platform = await StandaloneProcess.StartAsync(folder.Path);
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
        (await TryAsync(again, expiredSecret, release)).ShouldBe(HttpStatusCode.Unauthorized);

        var entries = await ActionsAsync(again);
        entries.ShouldContain(entry => entry.Action == "deployment.start.denied" && entry.Actor.Contains(expired, StringComparison.Ordinal) && entry.Detail.Contains("expired", StringComparison.Ordinal));
        (await again.GetAsync("api/v1/deployments")).GetProperty("deployments").GetArrayLength().ShouldBe(0);
        (await api.PointerAsync()).ShouldBe(before);
        await api.AuditIsIntactAsync();
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
