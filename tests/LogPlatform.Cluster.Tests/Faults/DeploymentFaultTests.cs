using LogPlatform.Cluster.Tests.Processes;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Cluster.Tests.Faults;

/// <summary>Deployments while a gateway sleeps: at most one generation commits.</summary>
public sealed class DeploymentFaultTests
{
    [Fact]
    public async Task AGatewayThatSleepsOverASwitchCommitsNothingUnderTheOldGeneration()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.AnyGateway);
        var api = new DeploymentApi(platform.First);
        var deployment = await api.DeployAsync(await platform.GoodReleaseAsync(), Strategies.Unwatched);
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
        platform.Wake(sleeper);
        await traffic.WaitForAsync(500);
        await traffic.VerifyAsync(controller);

        var ledger = await controller.GetAsync("api/v1/ledger");
        ledger.GetProperty("generations").EnumerateArray()
            .Single(line => line.GetProperty("generation").GetInt64() == ended.Before.Generation.Value)
            .GetProperty("committed").GetInt64().ShouldBe(closed.Committed, "nothing was committed under the old generation after its ledger was closed");
    }
}
