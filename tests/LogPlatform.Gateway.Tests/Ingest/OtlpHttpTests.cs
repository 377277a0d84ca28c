using System.Net;
using System.Text;
using System.Text.Json;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.Gateway.Tests.Ingest;

public sealed class OtlpHttpTests
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    [Theory]
    [InlineData(Protobuf)]
    [InlineData(Json)]
    public async Task ABatchIsAnsweredInItsOwnContentTypeOnceItIsDurable(string type)
    {
        await using var gateway = await TestGateway.StartAsync();
        var body = type == Json ? Payloads.OtlpJson(3) : Payloads.OtlpProtobuf(3);

        var response = await gateway.Ingest().PostAsync("/v1/logs", Payloads.Content(body, type), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        (await response.Content.ReadAsStringAsync(TestGateway.Token)).ShouldBe(type == Json ? "{}" : string.Empty);
        var (header, payload) = gateway.Journal.Batches.ShouldHaveSingleItem();
        header.Format.ShouldBe(type == Json ? BatchFormat.OtlpJson : BatchFormat.OtlpProtobuf);
        header.RecordCount.ShouldBe(3);
        header.MatchContent.ShouldBeTrue();
        header.ReceivedUnixNano.ShouldBeGreaterThan(0);
        payload.ShouldBe(body);
    }

    [Theory]
    [InlineData(Protobuf, "")]
    [InlineData(Json, "{}")]
    public async Task AnEmptyRequestSucceedsAndKeepsNothing(string type, string body)
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest().PostAsync("/v1/logs", Payloads.Content(Encoding.UTF8.GetBytes(body), type), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Journal.Batches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-protobuffer")]
    [InlineData(null)]
    public async Task AnotherContentTypeIsUnsupported(string? type)
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest().PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(), type), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task AContentTypeMayHaveParameters()
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest().PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpJson(), "application/json; charset=utf-8"), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AMalformedProtobufIsRefusedForGoodWithAStatusInProtobuf()
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest().PostAsync("/v1/logs", Payloads.Content([0x0A, 0x7F, 0x00], Protobuf), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Headers.RetryAfter.ShouldBeNull();
        response.Content.Headers.ContentType!.MediaType.ShouldBe(Protobuf);
        var body = await response.Content.ReadAsByteArrayAsync(TestGateway.Token);
        body[..2].ShouldBe([0x08, 3], "google.rpc.Status.code = INVALID_ARGUMENT");
        body[2].ShouldBe((byte)0x12, "google.rpc.Status.message follows");
    }

    [Fact]
    public async Task AMalformedJsonIsRefusedForGoodWithAStatusInJson()
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Ingest().PostAsync("/v1/logs", Payloads.Content("{\"resourceLogs\":7}"u8.ToArray(), Json), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(Json);
        using var status = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestGateway.Token));
        status.RootElement.GetProperty("code").GetInt32().ShouldBe(3);
        status.RootElement.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task AJournalWithoutRoomIsTransientAndSaysWhenToComeBack()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Journal.Refusals.Enqueue(AppendStatus.Unavailable);

        var response = await gateway.Ingest().PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(), Protobuf), TestGateway.Token);

        await ShouldBeTransientAsync(response);
    }

    [Fact]
    public async Task AJournalThatThrowsIsTransientToo()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Journal.Failure = new IOException("the disk is gone");

        var response = await gateway.Ingest().PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(), Protobuf), TestGateway.Token);

        await ShouldBeTransientAsync(response);
    }

    [Fact]
    public async Task IdenticalBytesAreARetryAndAcknowledgedOnce()
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = gateway.Ingest();

        (await client.PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(), Protobuf), TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(), Protobuf), TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        gateway.Journal.Batches.Count.ShouldBe(1);
    }

    [Fact]
    public async Task TheAnswerWaitsForTheJournal()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Journal.Hold();

        var response = gateway.Ingest().PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(), Protobuf), TestGateway.Token);
        await gateway.Journal.Arrived(1);
        response.IsCompleted.ShouldBeFalse();

        gateway.Journal.LetGo();
        (await response).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OnlyPostIsServed()
    {
        await using var gateway = await TestGateway.StartAsync();

        (await gateway.Ingest().GetAsync("/v1/logs", TestGateway.Token)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    private static async Task ShouldBeTransientAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 5);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(Protobuf);
        (await response.Content.ReadAsByteArrayAsync(TestGateway.Token))[..2].ShouldBe([0x08, 14], "google.rpc.Status.code = UNAVAILABLE");
    }
}
