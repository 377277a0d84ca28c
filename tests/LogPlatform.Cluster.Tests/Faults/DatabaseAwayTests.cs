using System.Net;
using System.Text.Json;
using LogPlatform.Cluster.Tests.Processes;

namespace LogPlatform.Cluster.Tests.Faults;

/// <summary>What users are told while PostgreSQL is away, and afterwards.</summary>
public sealed class DatabaseAwayTests
{
    private static readonly string[] Reads =
    [
        "api/v1/status", "api/v1/ledger", "api/v1/search?q=*", "api/v1/histogram?q=*", "api/v1/facets?q=*&fields=service", "api/v1/export?q=*", "api/v1/quarantine",
        "api/v1/audit", "api/v1/audit/verify", "api/v1/deployments", "api/v1/deployments/1", "api/v1/deployments/1/report", "api/v1/releases",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryReadIsToldToComeBackAndIsAnsweredAsSoonAsTheDatabaseIsThereAgain()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.First);
        await traffic.WaitForAsync(100);
        await traffic.StopAsync();
        var before = await AskAllAsync(platform.First);
        before.Where(answer => answer.Value != HttpStatusCode.OK).Select(answer => answer.Key).ShouldBe(["api/v1/deployments/1", "api/v1/deployments/1/report"], "there is no deployment");

        await platform.Postgres.KillAsync();
        foreach (var path in Reads)
        {
            using var answer = await platform.First.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, $"{path}: {text}");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", path);
            answer.Headers.RetryAfter.ShouldNotBeNull(path);
            JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!.ShouldStartWith("The storage does not answer.", customMessage: path);
        }

        using (var page = await platform.First.Http.GetAsync(new Uri("/", UriKind.Relative), Cancel))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain("The storage does not answer.");
        }

        await platform.Postgres.StartAsync();
        (await AskAllAsync(platform.First)).ShouldBe(before);
        using var again = await platform.First.Http.GetAsync(new Uri("/", UriKind.Relative), Cancel);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        await traffic.VerifyAsync(platform.Second);
    }

    private static async Task<Dictionary<string, HttpStatusCode>> AskAllAsync(GatewayProcess gateway)
    {
        var answers = new Dictionary<string, HttpStatusCode>();
        foreach (var path in Reads)
        {
            using var answer = await gateway.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            answers[path] = answer.StatusCode;
        }

        return answers;
    }
}
