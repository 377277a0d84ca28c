using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.AppHost.Tests;

/// <summary>What a user gets who types <c>dotnet run --project LogPlatform.AppHost</c>.</summary>
public sealed class EndToEndTests
{
    // It only ends a test that would never end.
    [Fact(Timeout = 300_000)]
    public async Task ADeploymentGoesFromBlueToGreenAndBackWhileRecordsStreamIn()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        await using var platform = await RunningAppHost.StartAsync(limit.Token);
        var api = new DeploymentApi(platform);
        await using var traffic = LiveTraffic.Start(platform);
        await traffic.WaitForAsync(500);

        await platform.PagesAreServedByOneGatewayAsync();
        (await api.PointerAsync()).Color.ShouldBe(Color.Blue);
        (await platform.CommandAsync("approve")).Message.ShouldBe("There was no deployment yet.");
        var release = await api.CreateAsync(ReleaseArchive.Of("2.0", (await api.PointerAsync()).Release.Name, ["shipped"]).WithRules(await RulesAsync(platform)));
        var deployment = await api.DeployAsync(release);
        await api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        (await api.PointerAsync()).Color.ShouldBe(Color.Green);

        var back = await platform.CommandAsync("roll-back");
        back.Success.ShouldBeTrue(back.Message);
        await api.UntilAsync(deployment.Id, RolloutPhase.RolledBack);
        (await api.PointerAsync()).Color.ShouldBe(Color.Blue);
        await traffic.VerifyAsync(platform);
        (await platform.ExportAsync("run = live and shipped exists")).ShouldNotBeEmpty();
        await api.AuditIsIntactAsync();
    }

    private static async Task<string> RulesAsync(RunningAppHost platform)
    {
        var rules = await platform.Http.GetStringAsync(new Uri("api/v1/releases/active/rules", UriKind.Relative), TestContext.Current.CancellationToken);
        return rules + "\n  - name: say what shipped it\n    set:\n      shipped: \"2.0\"\n";
    }
}
