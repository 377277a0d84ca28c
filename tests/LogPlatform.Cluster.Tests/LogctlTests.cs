using LogPlatform.Cluster.Tests.Processes;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Tests;

/// <summary>What an operator does on the command line, against the whole cluster.</summary>
public sealed class LogctlTests
{
    [Fact]
    public async Task ADeploymentGoesFromBlueToGreenAndBackUnderLoadAndEveryGatewaySaysTheSameOfIt()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.AnyGateway);
        var api = new DeploymentApi(platform.First);
        var before = (await api.PointerAsync()).Release;
        var release = await platform.GoodReleaseAsync();
        var generation = 1;
        foreach (var gateway in platform.Gateways)
        {
            var (deployed, story) = await Logctl.RunAsync(
                gateway.Control,
                gateway.Key,
                ["deploy", release, "--reason", "a test", "--wait", "--dwell", "0s", "--min-units", "10", "--min-records", "500", "--bake", "1s", "--advisory", "latency", "--advisory", "throughput", "--advisory", "resources"]);
            deployed.ShouldBe(0, story);
            story.ShouldContain($"generation {++generation} of release {release} serves");

            // One of the two has the controller, and the other one has told nobody anything so far.
            var id = new DeploymentId(generation / 2);
            var (rolledBack, answer) = await Logctl.RunAsync(gateway.Control, gateway.Key, "rollback", "--reason", "a test");
            rolledBack.ShouldBe(0, answer);
            answer.ShouldStartWith($"Deployment {id} is rolling back: generation {++generation} of release {before} serves; the switch took ");
            await api.UntilAsync(id, "is rolled back", state => state is { Phase: RolloutPhase.RolledBack, Ledger.IsBalanced: true });
            (await api.PointerAsync()).Color.ShouldBe(Color.Blue);
        }

        await traffic.VerifyAsync(platform.First);
    }
}
