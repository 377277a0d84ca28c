using System.Net;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Gateway.Tests.Ingest;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Tests.Security;

public sealed class OpenModeTests
{
    [Theory]
    [InlineData("Control")]
    [InlineData("Otlp")]
    [InlineData("Syslog")]
    public async Task WithoutKeysTheGatewayDoesNotStartOnAnAddressThatOthersReach(string listener)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => TestGateway.StartAsync((listener + ":Address", "0.0.0.0")));

        failure.Message.ShouldContain(listener);
    }

    [Fact]
    public async Task AnAddressThatIsNoneIsRefusedAtTheStart()
    {
        await Should.ThrowAsync<OptionsValidationException>(() => TestGateway.StartAsync(("Control:Address", "here")));
        await Should.ThrowAsync<OptionsValidationException>(() => TestGateway.StartAsync(("Otlp:Port", "65536")));
    }

    [Fact]
    public async Task WithoutKeysEverythingIsServedLocally()
    {
        await using var gateway = await TestGateway.StartAsync();

        (await gateway.Control().GetAsync("/api/v1/keys", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "evil.example:4318")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    public async Task APageOfAnotherSiteReachesNothingThroughTheBrowser(string header, string value)
    {
        await using var gateway = await TestGateway.StartAsync();

        (await SendAsync(gateway.Control(), HttpMethod.Get, "/api/v1/status", header, value)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(gateway.Ingest(), HttpMethod.Post, "/ingest", header, value)).ShouldBe(HttpStatusCode.Forbidden);
        gateway.Journal.Batches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:8080")]
    public async Task EveryNameOfThisMachineIsLocal(string host)
    {
        await using var gateway = await TestGateway.StartAsync();

        (await SendAsync(gateway.Control(), HttpMethod.Get, "/api/v1/status", "Host", host)).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, HttpMethod method, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(header, value);
        if (method == HttpMethod.Post)
        {
            request.Content = Payloads.Content(Payloads.Lines("x"), "text/plain");
        }

        return (await client.SendAsync(request, TestGateway.Token)).StatusCode;
    }
}
