using LogPlatform.Cluster.Tests.Processes;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Cluster.Tests.Faults;

/// <summary>Deployments while gateways die or sleep: they go on, and at most one generation commits.</summary>
public sealed class DeploymentFaultTests
{
    private static readonly Strategy Watched = DeploymentApi.Quick with { BakeTime = TimeSpan.FromSeconds(3) };
    private static readonly Strategy Manual = Watched with { AutoPromote = false };

    [Theory]
    [InlineData(RolloutPhase.Validating)]
    [InlineData(RolloutPhase.AwaitingApproval)]
    [InlineData(RolloutPhase.Baking)]
    [InlineData(RolloutPhase.Succeeded)]
    public async Task TheDeploymentGoesOnWhenTheGatewayOfItsControllerDies(RolloutPhase phase)
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.AnyGateway);
        var api = new DeploymentApi(platform.First);
        var deployment = await api.DeployAsync(await platform.GoodReleaseAsync(), phase == RolloutPhase.AwaitingApproval ? Manual : Watched);
        await api.UntilAsync(deployment.Id, phase);
        var controller = platform.Controller;
        await controller.Process.KillAsync();

        api = new DeploymentApi(platform.Gateways.Single(gateway => gateway != controller));
        if (phase == RolloutPhase.AwaitingApproval)
        {
            await api.UntilAsync(deployment.Id, "waits again", state => state.Phase == RolloutPhase.AwaitingApproval && state.Timeline.Any(entry => entry.Message.StartsWith("the controller started again", StringComparison.Ordinal)));
            await api.CommandAsync(deployment.Id, "approve");
        }

        var ended = await api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        ended.Ledger!.IsBalanced.ShouldBeTrue();
        (await api.PointerAsync()).ShouldBe(ended.Switched!);
        await traffic.VerifyAsync(platform.Gateways.Single(gateway => gateway != controller));
        await api.AuditIsIntactAsync();
    }

    [Fact]
    public async Task AGatewayThatSleepsOverASwitchCommitsNothingUnderTheOldGeneration()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.AnyGateway);
        var api = new DeploymentApi(platform.First);
        var deployment = await api.DeployAsync(await platform.GoodReleaseAsync(), DeploymentApi.Unwatched with { AutoPromote = false });
        await api.UntilAsync(deployment.Id, RolloutPhase.AwaitingApproval);
        var controller = platform.Controller;
        var sleeper = platform.Gateways.Single(gateway => gateway != controller);
        await traffic.WaitForAsync(500);
        platform.Freeze(sleeper);
        await traffic.WaitForAsync(500);

        api = new DeploymentApi(controller);
        await api.CommandAsync(deployment.Id, "approve");
        var ended = await api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        var closed = ended.Ledger!.Generations.Single(account => account.Generation == ended.Before.Generation).Totals;
        await traffic.WaitForAsync(500);
        ClusterPlatform.Wake(sleeper);
        await traffic.WaitForAsync(500);
        await traffic.VerifyAsync(controller);

        var ledger = await controller.GetAsync("api/v1/ledger");
        ledger.GetProperty("generations").EnumerateArray()
            .Single(line => line.GetProperty("generation").GetInt64() == ended.Before.Generation.Value)
            .GetProperty("committed").GetInt64().ShouldBe(closed.Committed, "nothing was committed under the old generation after its ledger was closed");
    }
}
