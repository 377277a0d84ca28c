using LogPlatform.Cluster.Tests.Processes;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Tests.Deployments;

/// <summary>Releases that are for another build of the silos: what an operator does for them, and what becomes of one that forgets something.</summary>
public sealed class BinaryReleaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnotherBuildIsShippedUnderLoadAndTakenBackAndTheColorThatServesIsNotTouched()
    {
        using var folder = new TemporaryFolder();
        var (own, other) = (SiloBuild.Own, SiloBuild.OfAnotherCommit(folder.Path));
        await using var platform = await ClusterPlatform.StartAsync(build: null);
        await using var traffic = LiveTraffic.Start(platform.AnyGateway);
        var api = new DeploymentApi(platform.First);
        var before = await api.PointerAsync();
        await platform.UntilBuildsAsync(Color.Green, own.Name, own.Name);
        var blue = (await platform.First.NodesAsync(Color.Blue)).Select(node => node.ProcessId).ToList();
        var release = await CreateForAsync(platform.First, "2.0", other);

        // Nobody has replaced green's silos.
        var refused = await api.UntilEndAsync((await api.DeployAsync(release)).Id);
        refused.Phase.ShouldBe(RolloutPhase.Failed);
        refused.Outcome.ShouldNotBeNull().ShouldContain(
            $"release {release} is for build {other.Name}, and green-1 runs build {own.Name}, green-2 runs build {own.Name}; replace its silos first");

        // Somebody has replaced one of them: it is waited for the other one, as long as the strategy says.
        await platform.ReplaceAsync(Color.Green, 1, other);
        await platform.UntilBuildsAsync(Color.Green, other.Name, own.Name);
        var mixed = $"release {release} is for build {other.Name}, and green-2 runs build {own.Name}";
        var late = await api.UntilEndAsync((await api.DeployAsync(release, DeploymentApi.Quick with { ProvisionLimit = TimeSpan.FromSeconds(3) })).Id);
        late.Phase.ShouldBe(RolloutPhase.Failed);
        late.Outcome.ShouldNotBeNull().ShouldContain($"green was not ready within 3 s: {mixed}");
        (await platform.Second.NodesAsync(Color.Green)).ShouldAllBe(node => node.State != nameof(NodeState.Ready));

        var deployment = await api.DeployAsync(release);
        await Polling.UntilAsync("it waits again", () => Task.FromResult(platform.Controller.Process.Output.Split(mixed).Length > 2));
        (await api.StateAsync(deployment.Id)).Phase.ShouldBe(RolloutPhase.Provisioning);
        await platform.ReplaceAsync(Color.Green, 2, other);
        var succeeded = await api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        (succeeded.Before, succeeded.OldSlot).ShouldBe((before, OldSlot.Warm));
        await platform.UntilBuildsAsync(Color.Green, other.Name, other.Name);
        await platform.UntilSilosAsync(Color.Green, 2);
        foreach (var gateway in platform.Gateways)
        {
            await Polling.UntilAsync("the pointer has moved", async () => await new DeploymentApi(gateway).PointerAsync() == succeeded.Switched);
            (await gateway.NodesAsync(Color.Green)).Select(node => (node.Name, node.State, node.Build)).ShouldBe([("green-1", "Ready", other.Name), ("green-2", "Ready", other.Name)]);
            (await gateway.NodesAsync(Color.Blue)).Select(node => (node.Name, node.State, node.Build)).ShouldBe([("blue-1", "Ready", own.Name), ("blue-2", "Ready", own.Name)]);
        }

        await traffic.WaitForAsync(500);
        (await new DeploymentApi(platform.Second).CommandAsync(deployment.Id, "rollback")).Restored.ShouldBe(new SlotPointer(Color.Blue, succeeded.Switched!.Generation.Next, before.Release));
        await traffic.WaitForAsync(500);
        (await api.UntilAsync(deployment.Id, RolloutPhase.RolledBack)).Ledger!.IsBalanced.ShouldBeTrue();
        (await platform.First.NodesAsync(Color.Blue)).Select(node => node.ProcessId).ShouldBe(blue, "nobody has touched the silos of the color that served");

        // What is made of the release that serves is for its build, and green has the other one.
        var rules = await api.UntilEndAsync((await api.DeployAsync(await platform.GoodReleaseAsync("3.0"))).Id);
        rules.Outcome.ShouldNotBeNull().ShouldContain($"is for build {own.Name}, and green-1 runs build {other.Name}");
        await traffic.VerifyAsync(platform.Second);
        traffic.Refused.ShouldBe(0);
    }

    [Fact]
    public async Task SilosOfAnotherBuildInTheColorThatServesProcessNothingUntilAReleaseIsForThem()
    {
        using var folder = new TemporaryFolder();
        var (own, other) = (SiloBuild.Own, SiloBuild.OfAnotherCommit(folder.Path));
        await using var platform = await ClusterPlatform.StartAsync(build: null);
        await using var traffic = LiveTraffic.Start(platform.AnyGateway);
        await traffic.WaitForAsync(500);

        // One of them: the other one does all.
        await platform.ReplaceAsync(Color.Blue, 1, other);
        await platform.UntilBuildsAsync(Color.Blue, other.Name, own.Name);
        await traffic.WaitForAsync(500);
        await platform.Second.SettleAsync();
        var nodes = await platform.Second.NodesAsync(Color.Blue);
        nodes.Select(node => node.State == nameof(NodeState.Ready)).ShouldBe([false, true]);
        nodes[0].Units.ShouldBe(0);

        // All of both colors: what comes in waits, and a release for them is all that helps, or the silos that were there.
        await platform.ReplaceAsync(Color.Blue, 2, other);
        await platform.ReplaceAsync(Color.Green, 1, other);
        await platform.ReplaceAsync(Color.Green, 2, other);
        await platform.UntilBuildsAsync(Color.Blue, other.Name, other.Name);
        await platform.UntilBuildsAsync(Color.Green, other.Name, other.Name);
        await traffic.WaitForAsync(500);
        (await platform.First.GetAsync("api/v1/ledger")).GetProperty("inFlight").GetInt64().ShouldBeGreaterThanOrEqualTo(500);
        var api = new DeploymentApi(platform.First);
        var deployment = await api.DeployAsync(await CreateForAsync(platform.First, "2.0", other), DeploymentApi.Unwatched);
        var succeeded = await api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        await traffic.WaitForAsync(500);

        // The way back is to a build that nothing runs.
        await api.CommandAsync(deployment.Id, "rollback");
        (await api.UntilEndAsync(deployment.Id)).Outcome.ShouldNotBeNull().ShouldContain($"is for build {own.Name}, and blue-1 runs build {other.Name}, blue-2 runs build {other.Name}; replace its silos first");
        (await api.PointerAsync()).ShouldBe(succeeded.Switched);
        await traffic.WaitForAsync(500);
        await traffic.VerifyAsync(platform.Second);
        traffic.Refused.ShouldBe(0);
    }

    /// <summary>Makes a release for a build as an operator does, with the rules of the one that serves.</summary>
    private static async Task<string> CreateForAsync(GatewayProcess gateway, string version, SiloBuild build)
    {
        using var worker = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(worker.Path, "build"), build.Name, Cancel);
        var (made, said) = await Logctl.RunAsync(gateway.Control, gateway.Key, "release", "create", "--version", version, "--worker", worker.Path);
        made.ShouldBe(0, said);
        return said.Split('\n')[0];
    }
}
