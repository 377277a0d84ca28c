using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LogPlatform.Cluster.Tests.Processes;

namespace LogPlatform.Cluster.Tests;

/// <summary>Keys and log-ins are the cluster's, not a gateway's.</summary>
public sealed class KeyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OneFirstKeyIsMadeAndItsLinkItsSessionAndKeysMadeWithItHoldAtEveryGatewayAndOverARestart()
    {
        await using var platform = await ClusterPlatform.StartAsync(isOpen: false);
        await Polling.UntilAsync("both have said that they are ready", () => Task.FromResult(platform.Gateways.All(gateway => gateway.Process.Output.Contains("Ready.", StringComparison.Ordinal))));
        var link = platform.Gateways.SelectMany(gateway => gateway.Process.Output.Split('\n')).Where(line => line.StartsWith("  log in", StringComparison.Ordinal)).ToList().ShouldHaveSingleItem();
        link.ShouldEndWith($"/login?key={platform.First.Key}");

        var cookie = await LogInAsync(platform.First, platform.First.Key!);
        var shipper = await MakeKeyAsync(platform.Second, "Ingest");
        await HoldAsync(platform, cookie, shipper);

        foreach (var gateway in platform.Gateways)
        {
            await gateway.Process.KillAsync();
        }

        foreach (var gateway in platform.Gateways)
        {
            gateway.Process.StartAgain();
        }

        await Task.WhenAll(platform.Gateways.Select(gateway => gateway.ReadyAsync()));
        await HoldAsync(platform, cookie, shipper);
        platform.Gateways.SelectMany(gateway => gateway.Process.Output.Split('\n')).Count(line => line.StartsWith("  log in", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static async Task HoldAsync(ClusterPlatform platform, string cookie, string shipper)
    {
        foreach (var gateway in platform.Gateways)
        {
            await LogInAsync(gateway, platform.First.Key!);
            (await AskAsync(gateway.Control, "api/v1/keys", HttpMethod.Get, ("Cookie", cookie))).ShouldBe(HttpStatusCode.OK);
            (await AskAsync(gateway.Control, string.Empty, HttpMethod.Get, ("Cookie", cookie))).ShouldBe(HttpStatusCode.OK);
            (await AskAsync(gateway.Otlp, "ingest", HttpMethod.Post, ("X-Api-Key", shipper))).ShouldBe(HttpStatusCode.OK);
            (await AskAsync(gateway.Control, "api/v1/keys", HttpMethod.Get, ("X-Api-Key", shipper))).ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    private static async Task<string> LogInAsync(GatewayProcess gateway, string key)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = gateway.Control };
        using var answer = await browser.GetAsync(new Uri($"login?key={key}", UriKind.Relative), Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<string> MakeKeyAsync(GatewayProcess gateway, string role)
    {
        using var answer = await gateway.Http.PostAsJsonAsync(new Uri("api/v1/keys", UriKind.Relative), new { name = "test", role }, Cancel);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("secret").GetString()!;
    }

    private static async Task<HttpStatusCode> AskAsync(Uri server, string path, HttpMethod method, (string Name, string Value) header)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(method, new Uri(server, path)) { Headers = { { header.Name, header.Value } } };
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("a line", new MediaTypeHeaderValue("text/plain"));
        }

        using var answer = await client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
