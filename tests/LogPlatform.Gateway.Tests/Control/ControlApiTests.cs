using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.Gateway.Tests.Control;

public sealed class ControlApiTests
{
    [Fact]
    public async Task TheStatusShowsPointerSlotsJournalStoreAndIntake()
    {
        await using var gateway = await TestGateway.StartAsync();

        var status = await gateway.Control().GetFromJsonAsync<JsonElement>("/api/v1/status", TestGateway.Token);

        status.GetProperty("pointer").GetProperty("color").GetString().ShouldBe("Blue");
        status.GetProperty("pointer").GetProperty("generation").GetInt64().ShouldBe(7);
        var node = status.GetProperty("slots")[0].GetProperty("nodes")[0];
        node.GetProperty("state").GetString().ShouldBe("Ready");
        node.GetProperty("processId").GetInt32().ShouldBe(42);
        status.GetProperty("journal").GetProperty("backlogRecords").GetInt64().ShouldBe(5);
        status.GetProperty("store").GetProperty("rows").GetInt64().ShouldBe(95);
        status.GetProperty("intake").GetProperty("records").GetInt64().ShouldBe(100);
    }

    [Fact]
    public async Task TheLedgerShowsEachGenerationAndWhetherItBalances()
    {
        await using var gateway = await TestGateway.StartAsync();

        var ledger = await gateway.Control().GetFromJsonAsync<JsonElement>("/api/v1/ledger", TestGateway.Token);

        ledger.GetProperty("balanced").GetBoolean().ShouldBeTrue();
        ledger.GetProperty("accepted").GetInt64().ShouldBe(100);
        ledger.GetProperty("generations")[0].GetProperty("committed").GetInt64().ShouldBe(90);
    }

    [Fact]
    public async Task TheQuarantineIsListedInPages()
    {
        await using var gateway = await TestGateway.StartAsync();
        for (var id = 1; id <= 3; id++)
        {
            gateway.Quarantine.Add(id, Encoding.UTF8.GetBytes($"line {id}"));
        }

        var first = await gateway.Control().GetFromJsonAsync<JsonElement>("/api/v1/quarantine?limit=2", TestGateway.Token);
        var second = await gateway.Control().GetFromJsonAsync<JsonElement>("/api/v1/quarantine?limit=2&after=" + first.GetProperty("next").GetInt64(), TestGateway.Token);

        first.GetProperty("count").GetInt64().ShouldBe(3);
        Ids(first).ShouldBe([1, 2]);
        Ids(second).ShouldBe([3]);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        second.GetProperty("records")[0].GetProperty("payload").GetString().ShouldBe("line 3");
        second.GetProperty("records")[0].GetProperty("reason").GetString().ShouldBe("no such thing");
    }

    [Fact]
    public async Task OneRecordIsShownWithItsBytesEvenWhenTheyAreNoText()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Quarantine.Add(4, [0xFF, 0x00]);

        var item = await gateway.Control().GetFromJsonAsync<JsonElement>("/api/v1/quarantine/4", TestGateway.Token);

        item.GetProperty("payload").ValueKind.ShouldBe(JsonValueKind.Null);
        item.GetProperty("payloadBase64").GetBytesFromBase64().ShouldBe([0xFF, 0x00]);
        (await gateway.Control().GetAsync("/api/v1/quarantine/3", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ReprocessingJournalsTheRecordAgainAndThenReleasesIt()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Quarantine.Add(4, "payload"u8.ToArray());

        var report = await PostAsync(gateway, "/api/v1/quarantine/4/reprocess");

        report.GetProperty("reprocessed").GetInt64().ShouldBe(1);
        report.GetProperty("remaining").GetInt64().ShouldBe(0);
        var (header, payload) = gateway.Journal.Batches.ShouldHaveSingleItem();
        payload.ShouldBe("payload"u8.ToArray());
        header.RecordCount.ShouldBe(1);
        header.ReceivedUnixNano.ShouldBe(1_000_000_000);
        header.IdempotencyKey.ShouldNotBeNull();
        gateway.Quarantine.Count.ShouldBe(0);
    }

    [Fact]
    public async Task ARecordThatWasJournaledBeforeACrashIsReleasedAndNotJournaledTwice()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Quarantine.Add(4, "payload"u8.ToArray());
        await PostAsync(gateway, "/api/v1/quarantine/4/reprocess");
        gateway.Quarantine.Add(4, "payload"u8.ToArray());

        await PostAsync(gateway, "/api/v1/quarantine/4/reprocess");

        gateway.Journal.Batches.Count.ShouldBe(1);
        gateway.Quarantine.Count.ShouldBe(0);
    }

    [Fact]
    public async Task WhenTheJournalHasNoRoomTheRecordStaysInQuarantine()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Quarantine.Add(4, "payload"u8.ToArray());
        gateway.Journal.Refusals.Enqueue(AppendStatus.Unavailable);

        var response = await gateway.Control().PostAsync("/api/v1/quarantine/4/reprocess", null, TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        gateway.Quarantine.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ReprocessingAllTakesWhatIsThereAndNotWhatFailsAgainMeanwhile()
    {
        await using var gateway = await TestGateway.StartAsync();
        for (var id = 1; id <= 250; id++)
        {
            gateway.Quarantine.Add(id, Encoding.UTF8.GetBytes($"line {id}"));
        }

        gateway.Quarantine.Add(300, "failed again"u8.ToArray(), batch: 1);

        var report = await PostAsync(gateway, "/api/v1/quarantine/reprocess");

        report.GetProperty("reprocessed").GetInt64().ShouldBe(250);
        report.GetProperty("remaining").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task AKeyIsMadeListedUsedAndRevokedOverTheApi()
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = gateway.Control();

        var response = await client.PostAsJsonAsync("/api/v1/keys", new { name = "shipper", role = "Viewer" }, TestGateway.Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var created = await response.Content.ReadFromJsonAsync<JsonElement>(TestGateway.Token);
        var secret = created.GetProperty("secret").GetString()!;
        var id = created.GetProperty("key").GetProperty("id").GetString()!;
        (await gateway.Control(secret).GetAsync("/api/v1/status", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var list = await client.GetStringAsync("/api/v1/keys", TestGateway.Token);
        list.ShouldContain(id);
        list.ShouldContain("\"Viewer\"");
        list.ShouldNotContain(secret[12..]);

        (await client.DeleteAsync("/api/v1/keys/" + id, TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await gateway.Control(secret).GetAsync("/api/v1/status", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.DeleteAsync("/api/v1/keys/" + id, TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"name":"","role":"Viewer"}""")]
    [InlineData("""{"name":"a\nb","role":"Viewer"}""")]
    [InlineData("""{"name":"x","role":"None"}""")]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"name":"x","role":"King"}""")]
    [InlineData("""{"name":"x","role":99}""")]
    [InlineData("""{"name":"x","role":"Viewer","expires":60}""")]
    [InlineData("""{""")]
    public async Task AKeyThatMakesNoSenseIsABadRequest(string json)
    {
        await using var gateway = await TestGateway.StartAsync();

        var response = await gateway.Control().PostAsync("/api/v1/keys", new StringContent(json, Encoding.UTF8, "application/json"), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        gateway.Keys.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task ADispatcherThatStandsStillIsAliveAndNotReady()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Status.IsReady = false;

        (await gateway.Control().GetAsync("/readyz", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await gateway.Ingest().GetAsync("/healthz", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<JsonElement> PostAsync(TestGateway gateway, string path)
    {
        var response = await gateway.Control().PostAsync(path, null, TestGateway.Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestGateway.Token);
    }

    private static IEnumerable<long> Ids(JsonElement page) =>
        page.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("id").GetInt64());
}
