using System.Net;
using System.Text.Json;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>What stops a release besides the built-in checks: a rehearsal that somebody reads, and a check of the operator's own.</summary>
public sealed class OutsideOpinionTests
{
    [Fact]
    public async Task ARehearsalFindsTheDifferenceAndDeploysNothing()
    {
        await using var platform = await KillablePlatform.StartAsync();
        var before = await platform.Api.PointerAsync();
        await platform.Traffic.WaitForAsync(1000);
        var release = await platform.SecretiveReleaseAsync();
        var (status, body) = await platform.Api.PostAsync("api/v1/rehearsals", new { release, from = "-1h" });
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        var rehearsal = body.Deserialize<Rehearsal>(JsonSerializerOptions.Web)!;
        await Polling.UntilAsync("the rehearsal has ended", async () =>
        {
            rehearsal = (await platform.Process.GetAsync($"api/v1/rehearsals/{rehearsal.Id}")).Deserialize<Rehearsal>(JsonSerializerOptions.Web)!;
            return rehearsal.Phase != JobPhase.Running;
        });
        rehearsal.Phase.ShouldBe(JobPhase.Succeeded, rehearsal.Failure);
        rehearsal.Records.ShouldBeGreaterThanOrEqualTo(1000);
        rehearsal.RecordsDifferent.ShouldBe(rehearsal.Records);
        var change = rehearsal.Changes.ShouldHaveSingleItem();
        (change.Field, change.Kind, change.Disposition).ShouldBe(("shipped", ChangeKind.Added, ChangeDisposition.Unexpected));
        change.Examples.ShouldNotBeEmpty();
        await platform.VerifyAsync(before);
    }

    [Fact]
    public async Task AProgramOfTheOperatorThatSaysNoFailsTheDeployment()
    {
        await using var platform = await KillablePlatform.StartAsync(new Dictionary<string, string>
        {
            ["LogPlatform__Checks__till__Command"] = "/bin/sh",
            ["LogPlatform__Checks__till__Arguments__0"] = "-c",
            ["LogPlatform__Checks__till__Arguments__1"] = """echo '{"verdict":"fail","message":"the till does not open"}'""",
        });
        var before = await platform.Api.PointerAsync();
        var deployment = await platform.Api.DeployAsync(await platform.GoodReleaseAsync(), DeploymentApi.QuickWith(("custom:till", CheckMode.Required)));
        var ended = await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Failed);
        ended.Outcome.ShouldNotBeNull().ShouldContain("custom:till failed");
        ended.Outcome.ShouldContain("the till does not open");
        ended.Checks.ShouldContain(check => check.Check == "custom:till" && check.Verdict == Verdict.Fail);
        ended.Ledger!.IsBalanced.ShouldBeTrue();
        await platform.VerifyAsync(before);
    }
}
