using System.Net;
using System.Text;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>What a release cannot process is kept with its reason, and processed again by a better one.</summary>
public abstract class QuarantineApiRules(PlatformUnderTest platform) : ApiRules(platform)
{
    [Fact]
    public async Task WhatCannotBeProcessedIsListedWithItsReasonAndProcessedAgainByABetterRelease()
    {
        var service = NewName();
        var strict = await Deployments.CreateWithRulesAsync(NewName(), $"  - name: lines of {service} are JSON\n    when: service = {service}\n    parse_json:\n      on_error: quarantine\n");
        var deployment = await Deployments.DeployAsync(strict, DeploymentApi.Unwatched);
        await Deployments.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        var before = (await GetAsync(One, "api/v1/ledger"))["quarantined"].GetInt64();
        (await IngestAsync(One, $"ingest?service={service}", "not json at all\n"u8.ToArray(), "text/plain")).ShouldBe(HttpStatusCode.OK);
        (await IngestAsync(Other, $"ingest?service={service}", "nor this\n"u8.ToArray(), "text/plain")).ShouldBe(HttpStatusCode.OK);
        await One.SettleAsync();

        foreach (var at in Both)
        {
            (await GetAsync(at, "api/v1/ledger"))["quarantined"].GetInt64().ShouldBe(before + 2);
            (await at.ExportAsync($"service = {service}")).ShouldBeEmpty();
        }

        var items = (await GetAsync(Other, "api/v1/quarantine?limit=1000")).ShouldBe(HttpStatusCode.OK)["records"].EnumerateArray().Where(item => item.GetProperty("release").GetString() == strict).ToList();
        items.Count.ShouldBe(2);
        items.ShouldAllBe(item => item.GetProperty("reason").GetString()!.Contains($"lines of {service} are JSON", StringComparison.Ordinal));
        var id = items.Single(item => item.GetProperty("payload").GetString()!.Contains("not json", StringComparison.Ordinal)).GetProperty("id").GetInt64();
        Encoding.UTF8.GetString((await GetAsync(One, $"api/v1/quarantine/{id}")).ShouldBe(HttpStatusCode.OK)["payloadBase64"].GetBytesFromBase64()).ShouldContain("not json at all");

        await Deployments.CommandAsync(deployment.Id, "rollback");
        await Deployments.UntilAsync(deployment.Id, RolloutPhase.RolledBack);
        (await PostAsync(Other, $"api/v1/quarantine/{id}/reprocess")).ShouldBe(HttpStatusCode.OK)["reprocessed"].GetInt64().ShouldBe(1);
        (await One.ExportAsync($"service = {service}")).ShouldHaveSingleItem().GetProperty("body").GetString().ShouldBe("not json at all");
        (await GetAsync(One, $"api/v1/quarantine/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(One, "api/v1/quarantine/reprocess")).ShouldBe(HttpStatusCode.OK)["remaining"].GetInt64().ShouldBe(0);
        (await Other.ExportAsync($"service = {service}")).Count.ShouldBe(2);
        var ledger = await GetAsync(Other, "api/v1/ledger");
        ledger["balanced"].GetBoolean().ShouldBeTrue(ledger.Text);
    }

    [Fact]
    public async Task WhatIsNotThereIsUnknownAndAPageHasBounds()
    {
        (await GetAsync(One, "api/v1/quarantine/999999")).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(One, "api/v1/quarantine/999999/reprocess")).ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(One, "api/v1/quarantine?limit=0")).ShouldBe(HttpStatusCode.BadRequest);
    }
}
