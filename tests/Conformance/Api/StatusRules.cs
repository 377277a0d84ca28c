using System.Net;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>Status, ledger, health and the description of the API.</summary>
public abstract class StatusRules(PlatformUnderTest platform) : ApiRules(platform)
{
    [Fact]
    public async Task TheLedgerBalancesAndIsTheSameAtEveryGateway()
    {
        var before = (await GetAsync(One, "api/v1/ledger"))["accepted"].GetInt64();
        await IngestLinesAsync(One, NewName(), "shop", new { message = "1" }, new { message = "2" });
        await IngestLinesAsync(Other, NewName(), "shop", new { message = "3" });
        await One.SettleAsync();

        foreach (var at in Both)
        {
            var ledger = (await GetAsync(at, "api/v1/ledger")).ShouldBe(HttpStatusCode.OK);
            ledger["balanced"].GetBoolean().ShouldBeTrue(ledger.Text);
            ledger["accepted"].GetInt64().ShouldBe(before + 3);
            (ledger["committed"].GetInt64() + ledger["quarantined"].GetInt64() + ledger["dropped"].GetInt64() + ledger["inFlight"].GetInt64()).ShouldBe(before + 3);
        }
    }

    [Fact]
    public async Task OneSlotServesWithNodesThatRunOneRelease()
    {
        var pointer = (await GetAsync(One, "api/v1/status"))["pointer"];
        foreach (var at in Both)
        {
            var status = (await GetAsync(at, "api/v1/status")).ShouldBe(HttpStatusCode.OK);
            status["pointer"].GetRawText().ShouldBe(pointer.GetRawText());
            status["dispatching"].GetBoolean().ShouldBeTrue();
            var slots = status["slots"].EnumerateArray().ToList();
            slots.Select(slot => slot.GetProperty("color").GetString()).ShouldBe(["Blue", "Green"]);
            var active = slots.Single(slot => slot.GetProperty("active").GetBoolean());
            active.GetProperty("color").GetString().ShouldBe(pointer.GetProperty("color").GetString());
            active.GetProperty("release").GetString().ShouldBe(pointer.GetProperty("release").GetString());
            var nodes = active.GetProperty("nodes").EnumerateArray().ToList();
            nodes.ShouldNotBeEmpty();
            nodes.ShouldAllBe(node => node.GetProperty("state").GetString() == "Ready");
            nodes.Select(node => node.GetProperty("fingerprint").GetString()).Distinct().ShouldHaveSingleItem().ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task ProbesAndTheDescriptionOfTheApiNeedNoKey()
    {
        foreach (var at in Both)
        {
            foreach (var path in (string[])["healthz", "readyz", "openapi/v1.json"])
            {
                (await SendAsync(HttpMethod.Get, new Uri(at.Http.BaseAddress!, path), key: null)).Status.ShouldBe(HttpStatusCode.OK, path);
            }

            (await SendAsync(HttpMethod.Get, new Uri(at.Otlp, "healthz"), key: null)).Status.ShouldBe(HttpStatusCode.OK);
            (await SendAsync(HttpMethod.Get, new Uri(at.Otlp, "api/v1/status"), at.Key)).Status.ShouldBe(HttpStatusCode.NotFound, "the ways in lead to nothing else");
        }
    }

    [Fact]
    public async Task TheAuditLogIsIntactAndReadPageByPage()
    {
        await MakeKeyAsync("Viewer");
        await MakeKeyAsync("Viewer");
        foreach (var at in Both)
        {
            (await GetAsync(at, "api/v1/audit/verify")).ShouldBe(HttpStatusCode.OK)["isIntact"].GetBoolean().ShouldBeTrue();
            (await GetAsync(at, "api/v1/audit?limit=0")).ShouldBe(HttpStatusCode.BadRequest);
            var first = (await GetAsync(at, "api/v1/audit?limit=1")).ShouldBe(HttpStatusCode.OK);
            first["entries"].GetArrayLength().ShouldBe(1);
            var next = await GetAsync(at, $"api/v1/audit?limit=1&after={first["next"]}");
            next["entries"][0].GetProperty("previous").GetString().ShouldBe(first["entries"][0].GetProperty("hash").GetString());
        }
    }
}
