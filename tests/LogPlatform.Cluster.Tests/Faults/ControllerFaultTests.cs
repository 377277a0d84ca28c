using LogPlatform.Cluster.Tests.Processes;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Tests.Faults;

/// <summary>The gateway in which the deployment controller runs dies in every phase: the deployment goes on in the other, and nothing is lost or doubled.</summary>
public sealed class ControllerFaultTests
{
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
        var deployment = await api.DeployAsync(await platform.GoodReleaseAsync(), phase == RolloutPhase.AwaitingApproval ? Strategies.Manual : Strategies.Watched);
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

    [Theory]
    [InlineData(RolloutPhase.Provisioning)]
    [InlineData(RolloutPhase.Switching)]
    [InlineData(RolloutPhase.Draining)]
    public async Task TheDeploymentGoesOnWhenTheGatewayOfItsControllerDiesInAPhaseThatPassesQuickly(RolloutPhase phase)
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.AnyGateway);
        var api = new DeploymentApi(platform.First);
        var release = await platform.GoodReleaseAsync();
        await traffic.WaitForAsync(500);
        if (phase == RolloutPhase.Provisioning)
        {
            platform.Freeze(Color.Green);
        }

        var deployment = await api.DeployAsync(release, Strategies.Unwatched);
        if (phase != RolloutPhase.Provisioning)
        {
            await api.UntilAsync(deployment.Id, RolloutPhase.AwaitingApproval);
        }

        // The phase lasts as long as somebody does not answer whom it waits for.
        var controller = platform.Controller;
        var other = platform.Gateways.Single(gateway => gateway != controller);
        var approval = Task.CompletedTask;
        api = new DeploymentApi(controller);
        if (phase != RolloutPhase.Provisioning)
        {
            if (phase == RolloutPhase.Switching)
            {
                platform.Freeze(other);
            }
            else
            {
                platform.Freeze(Color.Blue);
                await traffic.WaitForAsync(200);
            }

            approval = api.PostAsync($"api/v1/deployments/{deployment.Id}/approve", new { reason = "a test" });
        }

        await api.UntilAsync(deployment.Id, phase);
        await controller.Process.KillAsync();
        await Task.WhenAny(approval);
        platform.WakeAll();
        api = new DeploymentApi(other);

        // A switch that had not reached the pointer is not made behind anybody's back: the slot is filled and validated again.
        var now = await api.UntilAsync(deployment.Id, "has succeeded or waits again", state => state.Phase is RolloutPhase.Succeeded or RolloutPhase.AwaitingApproval);
        if (now.Phase == RolloutPhase.AwaitingApproval)
        {
            phase.ShouldNotBe(RolloutPhase.Draining);
            await api.CommandAsync(deployment.Id, "approve");
        }

        var ended = await api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        ended.Ledger!.IsBalanced.ShouldBeTrue();
        (await api.PointerAsync()).ShouldBe(ended.Switched!);
        await traffic.VerifyAsync(other);
        await api.AuditIsIntactAsync();
    }

    [Fact]
    public async Task ARollbackGoesOnWhenTheGatewayOfItsControllerDies()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.AnyGateway);
        var api = new DeploymentApi(platform.First);
        var before = await api.PointerAsync();
        var deployment = await api.DeployAsync(await platform.GoodReleaseAsync(), Strategies.Watched);
        await api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        await traffic.WaitForAsync(500);

        // It waits for the lease of the gateway that does not answer.
        var controller = platform.Controller;
        var other = platform.Gateways.Single(gateway => gateway != controller);
        platform.Freeze(other);
        api = new DeploymentApi(controller);
        var rollback = api.PostAsync($"api/v1/deployments/{deployment.Id}/rollback", new { reason = "a test" });
        await Polling.UntilAsync("it rolls back", async () => (await api.StateAsync(deployment.Id)).Phase == RolloutPhase.RollingBack);
        await controller.Process.KillAsync();
        await Task.WhenAny(rollback);
        platform.WakeAll();

        api = new DeploymentApi(other);
        await Polling.UntilAsync("it is rolled back", async () => (await api.StateAsync(deployment.Id)) is { Phase: RolloutPhase.RolledBack, Ledger: not null });
        (await api.PointerAsync()).ShouldBe(new SlotPointer(Color.Blue, new Generation(3), before.Release));
        await traffic.VerifyAsync(other);
        await api.AuditIsIntactAsync();
    }
}
