using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Gateway.Tests.Ingest;

namespace LogPlatform.Gateway.Tests.Security;

public sealed class IngestKeyTests
{
    [Theory]
    [InlineData("Authorization", "Bearer {0}")]
    [InlineData("authorization", "bearer {0}")]
    [InlineData("X-Api-Key", "{0}")]
    [InlineData("X-Seq-ApiKey", "{0}")]
    public async Task AKeyIsTakenWhereClientsPutIt(string header, string form)
    {
        await using var gateway = await TestGateway.StartAsync(("Security:Open", "false"));
        var client = gateway.Ingest();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, string.Format(form, gateway.Keys.Create("k", Role.Ingest).Secret));

        (await client.PostAsync("/ingest", Payloads.Content(Payloads.Lines("x"), null), TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AnOtlpClientWithoutAKeyReadsAStatusInItsContentType()
    {
        await using var gateway = await TestGateway.StartAsync(("Security:Open", "false"));

        var response = await gateway.Ingest().PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(), "application/x-protobuf"), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ShouldHaveSingleItem().ShouldBe(new AuthenticationHeaderValue("Bearer"));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-protobuf");
        (await response.Content.ReadAsByteArrayAsync(TestGateway.Token))[..2].ShouldBe([0x08, 16], "google.rpc.Status.code = UNAUTHENTICATED");
    }

    [Fact]
    public async Task AViewerReadsThatItMayNotSend()
    {
        await using var gateway = await TestGateway.StartAsync(("Security:Open", "false"));

        var response = await gateway.Ingest(gateway.Keys.Create("v", Role.Viewer).Secret)
            .PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpJson(), "application/json"), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var status = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestGateway.Token));
        status.RootElement.GetProperty("code").GetInt32().ShouldBe(7, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task AWrongKeyIsRefusedEvenWhereNoneIsNeeded()
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest("lp_wrong").PostAsync("/ingest", Payloads.Content(Payloads.Lines("x"), null), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
