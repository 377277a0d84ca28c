using System.IO.Compression;
using System.Net;
using System.Text;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>The ways in over HTTP.</summary>
public abstract class IngestRules(PlatformUnderTest platform) : ApiRules(platform)
{
    [Theory]
    [InlineData(OtlpLogs.Protobuf, "")]
    [InlineData(OtlpLogs.Json, "{}")]
    public async Task ABatchIsAnsweredInItsOwnContentTypeAndFoundEverywhere(string type, string said)
    {
        var run = NewName();

        var answer = await IngestAsync(One, "v1/logs", OtlpLogs.Of(type, run, "hello"), type);

        (answer.Status, answer.Type, answer.Text).ShouldBe((HttpStatusCode.OK, type, said));
        var record = (await Other.ExportAsync($"run = {run}")).ShouldHaveSingleItem();
        record.GetProperty("body").GetString().ShouldBe("hello");
    }

    [Theory]
    [InlineData(OtlpLogs.Protobuf)]
    [InlineData(OtlpLogs.Json)]
    public async Task EqualBytesAreOneBatchAtWhicheverGatewayTheyComeIn(string type)
    {
        var run = NewName();
        foreach (var at in (IPlatform[])[One, Other, One])
        {
            (await IngestAsync(at, "v1/logs", OtlpLogs.Of(type, run, "again"), type)).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await One.ExportAsync($"run = {run}")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ARetryUnderItsKeyIsRecognisedAtWhicheverGatewayItComesIn()
    {
        var run = NewName();
        var body = Encoding.UTF8.GetBytes($$"""{"run":"{{run}}","message":"once"}""");
        foreach (var at in (IPlatform[])[One, Other, One])
        {
            (await IngestAsync(at, "ingest", body, "application/x-ndjson", ("Idempotency-Key", run))).ShouldBe(HttpStatusCode.OK);
        }

        (await IngestAsync(Other, "ingest", "something else"u8.ToArray(), "text/plain", ("Idempotency-Key", run))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Other.ExportAsync($"run = {run}")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ingest?format=xml", "text/plain", HttpStatusCode.BadRequest)]
    [InlineData("ingest", "image/png", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("ingest?format=clef", "application/json", HttpStatusCode.BadRequest)]
    public async Task WhatMakesNoSenseIsRefusedForGoodAndNotAccepted(string path, string type, HttpStatusCode status)
    {
        var before = await AcceptedAsync();

        var answer = (await IngestAsync(One, path, "{ no"u8.ToArray(), type)).ShouldBe(status);

        answer.Headers.RetryAfter.ShouldBeNull();
        (await AcceptedAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(OtlpLogs.Protobuf, OtlpLogs.Protobuf, HttpStatusCode.BadRequest)]
    [InlineData(OtlpLogs.Json, OtlpLogs.Json, HttpStatusCode.BadRequest)]
    [InlineData("text/plain", OtlpLogs.Json, HttpStatusCode.UnsupportedMediaType)]
    public async Task AnOtlpClientIsRefusedInItsOwnContentType(string type, string answeredIn, HttpStatusCode status)
    {
        var before = await AcceptedAsync();

        var answer = await IngestAsync(One, "v1/logs", [0x0A, 0x7F, 0x00], type);

        (answer.Status, answer.Type).ShouldBe((status, answeredIn));
        answer.Headers.RetryAfter.ShouldBeNull();
        (await AcceptedAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task ABodyOverTheLimitIsRefusedAlsoWhenItIsSmallOnTheWay()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var megabyte = new byte[1 << 20];
            megabyte.AsSpan().Fill((byte)'x');
            for (var i = 0; i < 65; i++)
            {
                await gzip.WriteAsync(megabyte, Cancel);
            }
        }

        var before = await AcceptedAsync();
        (await IngestAsync(One, "ingest", packed.ToArray(), "text/plain", ("Content-Encoding", "gzip"))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await AcceptedAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task ABodyThatWasCutShortIsRefused()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 1000))), Cancel);
        }

        (await IngestAsync(One, "ingest", packed.ToArray()[..^20], "text/plain", ("Content-Encoding", "gzip"))).ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<long> AcceptedAsync() => (await GetAsync(One, "api/v1/ledger"))["accepted"].GetInt64();
}
