using System.Net;
using System.Text.Json;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>Rehearsals and rewinds: asked for at one gateway, looked at by another.</summary>
public abstract class JobRules(PlatformUnderTest platform) : ApiRules(platform)
{
    [Fact]
    public async Task ARehearsalShowsWhatAReleaseWouldChangeAndChangesNothing()
    {
        var run = NewName();
        await IngestLinesAsync(One, run, "shop", new { message = "1" }, new { message = "2" });
        await IngestLinesAsync(Other, run, "shop", new { message = "3" });
        await One.SettleAsync();
        var version = NewName();
        var release = await Deployments.CreateShippingAsync(version);
        var before = await Deployments.PointerAsync();

        var started = (await PostAsync(One, "api/v1/rehearsals", new { release, from = "-1h" })).ShouldBe(HttpStatusCode.Created);
        var path = $"api/v1/rehearsals/{started["id"]}";
        started.Headers.Location!.OriginalString.ShouldBe("/" + path);
        Rehearsal? rehearsal = null;
        await Polling.UntilAsync("the rehearsal has ended", async () =>
        {
            rehearsal = (await GetAsync(Other, path)).ShouldBe(HttpStatusCode.OK).Json.Deserialize<Rehearsal>(JsonSerializerOptions.Web)!;
            return rehearsal.EndedAt is not null;
        });

        rehearsal!.Phase.ShouldBe(JobPhase.Succeeded, rehearsal.Failure);
        rehearsal.Records.ShouldBeGreaterThanOrEqualTo(3);
        rehearsal.RecordsDifferent.ShouldBeInRange(3, rehearsal.Records);
        rehearsal.Release.Name.ShouldBe(release);
        (await GetAsync(Other, "api/v1/rehearsals"))["rehearsals"][0].GetProperty("id").GetInt64().ShouldBe(rehearsal.Id);
        (await PostAsync(Other, path + "/cancel")).ShouldBe(HttpStatusCode.Conflict);
        (await Deployments.PointerAsync()).ShouldBe(before);
        (await One.ExportAsync($"run = {run} and shipped = {version}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task ARewindReplacesWhatABadReleaseStoredAllAtOnceAndTheLedgerStillBalances()
    {
        var (run, version) = (NewName(), NewName());
        var bad = await Deployments.DeployAsync(await Deployments.CreateShippingAsync(version), DeploymentApi.Unwatched);
        var switched = (await Deployments.UntilAsync(bad.Id, RolloutPhase.Succeeded)).Switched.ShouldNotBeNull();
        (await PostAsync(One, "api/v1/rewinds", new { generation = switched.Generation.Value })).ShouldBe(HttpStatusCode.Conflict, "it serves");
        await IngestLinesAsync(One, run, "shop", new { message = "1" });
        await IngestLinesAsync(Other, run, "shop", new { message = "2" });
        await One.SettleAsync();
        (await Other.ExportAsync($"run = {run} and shipped = {version}")).Count.ShouldBe(2);
        await Deployments.CommandAsync(bad.Id, "rollback");
        await Deployments.UntilAsync(bad.Id, RolloutPhase.RolledBack);

        var started = (await PostAsync(One, "api/v1/rewinds", new { generation = switched.Generation.Value, reason = "it was bad" })).ShouldBe(HttpStatusCode.Created);
        var path = $"api/v1/rewinds/{started["id"]}";
        Rewind? rewind = null;
        await Polling.UntilAsync("the rewind has ended", async () =>
        {
            rewind = (await GetAsync(Other, path)).ShouldBe(HttpStatusCode.OK).Json.Deserialize<Rewind>(JsonSerializerOptions.Web)!;
            return rewind.EndedAt is not null;
        });

        rewind!.Phase.ShouldBe(JobPhase.Succeeded, rewind.Failure);
        rewind.Superseded.ShouldNotBeNull().RecordsAfter.ShouldBe(2);
        (await Other.ExportAsync($"run = {run} and shipped = {version}")).ShouldBeEmpty();
        (await One.ExportAsync($"run = {run}")).Count.ShouldBe(2);
        foreach (var at in Both)
        {
            (await GetAsync(at, "api/v1/ledger"))["balanced"].GetBoolean().ShouldBeTrue();
            (await GetAsync(at, "api/v1/rewinds"))["rewinds"][0].GetProperty("id").GetInt64().ShouldBe(rewind.Id.Value);
        }

        (await PostAsync(Other, path + "/cancel")).ShouldBe(HttpStatusCode.Conflict);
        (await FactsAsync(Other)).ShouldContain(fact => fact.Action == "rewind.start" && fact.Subject == $"rewind/{rewind.Id}" && fact.Reason == "it was bad");
    }

    [Theory]
    [InlineData("rehearsals", """{"release":"9.9-01234567","from":"-1h"}""", HttpStatusCode.NotFound)]
    [InlineData("rehearsals", """{"release":"9.9-01234567","from":"yesterday"}""", HttpStatusCode.BadRequest)]
    [InlineData("rehearsals", """{"from":"-1h"}""", HttpStatusCode.BadRequest)]
    [InlineData("rewinds", """{"generation":999}""", HttpStatusCode.NotFound)]
    [InlineData("rewinds", """{"generation":0}""", HttpStatusCode.BadRequest)]
    [InlineData("rewinds", """{"generatoin":1}""", HttpStatusCode.BadRequest)]
    [InlineData("rehearsals/999/cancel", "{}", HttpStatusCode.NotFound)]
    [InlineData("rewinds/999/cancel", "{}", HttpStatusCode.NotFound)]
    public async Task AnOrderThatMakesNoSenseIsRefused(string path, string order, HttpStatusCode status) =>
        (await PostAsync(Other, "api/v1/" + path, JsonDocument.Parse(order).RootElement)).ShouldBe(status);
}
