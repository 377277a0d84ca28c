using System.Net;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.Gateway.Tests.Ingest;

public sealed class IntakeGateTests
{
    [Fact]
    public async Task AClosedGateLetsWhatIsUnderWayFinishAndTellsOthersToComeBack()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Journal.Hold();
        var client = gateway.Ingest();
        var underWay = client.PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(), "application/x-protobuf"), TestGateway.Token);
        await gateway.Journal.Arrived(1);

        gateway.Gate.Close();
        var late = await client.PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(2), "application/x-protobuf"), TestGateway.Token);

        late.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        late.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        late.Headers.ConnectionClose.ShouldBe(true);
        gateway.Gate.Drained.IsCompleted.ShouldBeFalse();

        gateway.Journal.LetGo();
        (await underWay).StatusCode.ShouldBe(HttpStatusCode.OK);
        await gateway.Gate.Drained.WaitAsync(TestGateway.Token);
        gateway.Journal.Batches.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AClosedGateIsNotReady()
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = gateway.Control();

        (await client.GetAsync("/readyz", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Gate.Close();
        (await client.GetAsync("/readyz", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync("/healthz", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
