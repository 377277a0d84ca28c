using LogPlatform.Cluster.Tests.Processes;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Tests;

/// <summary>What an operator does on the command line, against the whole cluster.</summary>
public sealed class LogctlTests
{
    [Fact]
    public async Task ADeploymentGoesFromBlueToGreenAndBackUnderLoad()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.AnyGateway);
        var release = await platform.GoodReleaseAsync();
        var (deployed, story) = await Logctl.RunAsync(
            platform.First.Control,
            platform.First.Key,
            ["deploy", release, "--reason", "a test", "--wait", "--dwell", "0s", "--min-units", "10", "--min-records", "500", "--bake", "1s", "--advisory", "latency", "--advisory", "throughput", "--advisory", "resources"]);
        deployed.ShouldBe(0, story);
        story.ShouldContain($"generation 2 of release {release} serves");

        // By the other gateway, which has told nobody anything so far.
        var (rolledBack, answer) = await Logctl.RunAsync(platform.Second.Control, platform.Second.Key, "rollback", "--reason", "a test");
        rolledBack.ShouldBe(0, answer);
        var api = new DeploymentApi(platform.First);
        await Polling.UntilAsync("it is rolled back", async () => (await api.StateAsync(new DeploymentId(1))) is { Phase: RolloutPhase.RolledBack, Ledger.IsBalanced: true });
        (await api.PointerAsync()).Color.ShouldBe(Color.Blue);
        await traffic.VerifyAsync(platform.First);
    }
}
