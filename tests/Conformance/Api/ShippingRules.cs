using System.Net;
using System.Text.Json;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>Deployments, from the order to the report and back.</summary>
public abstract class ShippingRules(PlatformUnderTest platform) : ApiRules(platform)
{
    private static readonly Strategy Manual = DeploymentApi.Unwatched with { AutoPromote = false };

    [Fact]
    public async Task AReleaseIsShippedUnderLoadAndTakenBackToTheNodesThatWereKeptWarm()
    {
        var turn = 0;
        await using var traffic = LiveTraffic.Start(() => Both[turn++ % 2].Otlp, NewName(), One.Key);
        var before = await Deployments.PointerAsync();
        var nodes = await NodesAsync(before.Color);
        var shipped = await Deployments.DeployAsync(await Deployments.CreateShippingAsync(NewName(), "shipped"), DeploymentApi.Quick);
        var succeeded = await Deployments.UntilAsync(shipped.Id, RolloutPhase.Succeeded);
        succeeded.OldSlot.ShouldBe(OldSlot.Warm);
        var forth = new SlotPointer(Opposite(before.Color), before.Generation.Next, succeeded.Release);
        succeeded.Switched.ShouldBe(forth);
        await EverywhereAsync(forth);

        var rolling = await new DeploymentApi(Other).CommandAsync(shipped.Id, "rollback", "second thoughts");
        rolling.RollbackTiming.ShouldNotBeNull();
        var ended = await Deployments.UntilAsync(shipped.Id, RolloutPhase.RolledBack);
        ended.Outcome.ShouldNotBeNull().ShouldContain("second thoughts");
        ended.Ledger.ShouldNotBeNull().IsBalanced.ShouldBeTrue();
        await EverywhereAsync(new SlotPointer(before.Color, forth.Generation.Next, before.Release));
        (await NodesAsync(before.Color)).ShouldBe(nodes);
        await traffic.WaitForAsync(100);
        await traffic.VerifyFoundAsync(Other);
        (await GetAsync(Other, "api/v1/ledger"))["balanced"].GetBoolean().ShouldBeTrue();

        var facts = await FactsAsync(Other);
        facts.ShouldContain(fact => fact.Action == "deployment.start" && fact.Reason == "a test");
        facts.ShouldContain(fact => fact.Action == "deployment.rollback" && fact.Subject == $"deployment/{shipped.Id}" && fact.Reason == "second thoughts");
        await Deployments.AuditIsIntactAsync();
    }

    [Fact]
    public async Task ADeploymentIsToldOfAtEveryGateway()
    {
        var release = await Deployments.CreateShippingAsync(NewName());
        var deployment = await Deployments.DeployAsync(release, Manual);
        await Deployments.UntilAsync(deployment.Id, RolloutPhase.AwaitingApproval);
        await new DeploymentApi(Other).UntilAsync(deployment.Id, RolloutPhase.AwaitingApproval);
        foreach (var at in Both)
        {
            (await GetAsync(at, $"api/v1/deployments/{deployment.Id}")).ShouldBe(HttpStatusCode.OK)["release"].GetString().ShouldBe(release);
            (await GetAsync(at, "api/v1/deployments/latest")).ShouldBe(HttpStatusCode.OK)["id"].GetInt64().ShouldBe(deployment.Id.Value);
            var listed = (await GetAsync(at, "api/v1/deployments?limit=1")).ShouldBe(HttpStatusCode.OK)["deployments"].EnumerateArray().ShouldHaveSingleItem();
            (listed.GetProperty("id").GetInt64(), listed.GetProperty("timeline").GetArrayLength()).ShouldBe((deployment.Id.Value, 0));
            var report = await GetAsync(at, $"api/v1/deployments/{deployment.Id}/report");
            (report.Status, report.Type).ShouldBe((HttpStatusCode.OK, "text/html"));
            report.Text.ShouldContain(release);
            (await GetAsync(at, $"api/v1/deployments/{deployment.Id}/report?format=pdf")).ShouldBe(HttpStatusCode.BadRequest);
            await UntilEventAsync(at, deployment.Id);
        }

        // Asked for without its number, it is the last one at every gateway.
        (await PostAsync(Other, "api/v1/rollback", new { reason = "nothing to go back from" })).ShouldBe(HttpStatusCode.Conflict)["detail"].GetString()!.ShouldStartWith("Nothing was switched yet");
        (await new DeploymentApi(Other).CommandAsync(deployment.Id, "abort", "only looked")).Phase.ShouldBe(RolloutPhase.Aborted);
        await Deployments.UntilEndAsync(deployment.Id);
        foreach (var command in (string[])["approve", "abort", "force-drain"])
        {
            (await PostAsync(One, $"api/v1/deployments/{deployment.Id}/{command}", new { reason = "too late" })).ShouldBe(HttpStatusCode.Conflict, command);
        }
    }

    [Fact]
    public async Task OfCommandsAtTheSameTimeExactlyOneIsTakenAndTheOthersAreToldWhy()
    {
        var release = await Deployments.CreateShippingAsync(NewName());
        var deploys = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => PostAsync(Both[number % 2], "api/v1/deployments", new { release, strategy = Manual })));
        var taken = deploys.Where(answer => answer.Status == HttpStatusCode.Created).ToList().ShouldHaveSingleItem();
        var id = new DeploymentId(taken["id"].GetInt64());
        foreach (var answer in deploys.Where(answer => answer != taken))
        {
            answer.ShouldBe(HttpStatusCode.Conflict)["detail"].GetString()!.ShouldStartWith($"Deployment {id} of release {release} is under way");
        }

        await Deployments.UntilAsync(id, RolloutPhase.AwaitingApproval);
        var commands = await Task.WhenAll(Enumerable.Range(0, 6).Select(number =>
            PostAsync(Both[number % 2], $"api/v1/deployments/{id}/{(number % 3 == 0 ? "approve" : "abort")}", new { reason = $"number {number}" })));
        commands.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        commands.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(5);
        var ended = await Deployments.UntilEndAsync(id);
        ended.Phase.ShouldBeOneOf(RolloutPhase.Succeeded, RolloutPhase.Aborted);
        await EverywhereAsync(ended.Switched ?? ended.Before);
        if (ended.Switched is not null)
        {
            // The other tests expect the release that was there.
            await Deployments.CommandAsync(id, "rollback");
            await Deployments.UntilAsync(id, RolloutPhase.RolledBack);
        }
    }

    [Fact]
    public async Task AnOrderThatMakesNoSenseIsRefusedWithEveryMistakeAndChangesNothing()
    {
        var before = await Deployments.PointerAsync();
        var count = (await GetAsync(One, "api/v1/deployments?limit=200"))["deployments"].GetArrayLength();
        var sound = await Deployments.CreateAsync(ReleaseArchive.Of(NewName(), before.Release.Name));
        var strategy = new { mirrorShare = 0, minUnits = 0, dwell = "-00:00:01", bakeTime = "02:00:00", checks = new Dictionary<string, string> { ["luck"] = "Required" } };
        var refused = (await PostAsync(One, "api/v1/deployments", new { release = sound, strategy })).ShouldBe(HttpStatusCode.BadRequest);
        foreach (var said in (string[])["mirrorShare", "minUnits", "dwell", "bakeLimit", "luck"])
        {
            refused["detail"].GetString()!.ShouldContain(said);
        }

        (await PostAsync(One, "api/v1/deployments", new { release = sound, strategy = new { minUnit = 1 } })).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(One, "api/v1/deployments", new { release = "no name" })).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(One, "api/v1/deployments", new { release = sound, reason = "two\nlines" })).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(One, "api/v1/deployments", new { release = "9.9-01234567" })).ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(One, "api/v1/deployments?limit=0")).ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync(One, "api/v1/deployments/999")).ShouldBe(HttpStatusCode.NotFound);
        foreach (var command in (string[])["approve", "abort", "rollback", "force-drain"])
        {
            (await PostAsync(One, $"api/v1/deployments/999/{command}", new { })).ShouldBe(HttpStatusCode.NotFound, command);
        }

        (await GetAsync(Other, "api/v1/deployments?limit=200"))["deployments"].GetArrayLength().ShouldBe(count);
        await EverywhereAsync(before);
    }

    private static Color Opposite(Color color) => color == Color.Blue ? Color.Green : Color.Blue;

    /// <summary>The pointer as every gateway sees it; the others hear of a move within a moment.</summary>
    private async Task EverywhereAsync(SlotPointer pointer)
    {
        foreach (var at in Both)
        {
            await Polling.UntilAsync($"{at.Http.BaseAddress} has pointer {pointer}", async () => await new DeploymentApi(at).PointerAsync() == pointer);
        }
    }

    private async Task<IReadOnlyList<string>> NodesAsync(Color color) =>
    [
        .. (await GetAsync(One, "api/v1/status"))["slots"].EnumerateArray()
            .Single(slot => slot.GetProperty("color").GetString() == $"{color}").GetProperty("nodes").EnumerateArray()
            .Select(node => $"{node.GetProperty("name")}, process {node.GetProperty("processId")}").Order(StringComparer.Ordinal),
    ];

    // The first may be about the deployment before: the others hear of a new one within a moment.
    private static async Task UntilEventAsync(IPlatform at, DeploymentId id)
    {
        await using var stream = await at.Http.GetStreamAsync(new Uri("api/v1/deployments/events", UriKind.Relative), Cancel);
        using var reader = new StreamReader(stream);
        long told;
        do
        {
            (await reader.ReadLineAsync(Cancel)).ShouldBe("event: deployment");
            told = JsonDocument.Parse((await reader.ReadLineAsync(Cancel)).ShouldNotBeNull()["data: ".Length..]).RootElement.GetProperty("id").GetInt64();
            (await reader.ReadLineAsync(Cancel)).ShouldBe(string.Empty);
        }
        while (told != id.Value);
    }
}
