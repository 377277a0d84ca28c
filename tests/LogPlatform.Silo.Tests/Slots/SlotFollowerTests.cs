using LogPlatform.Silo.Hosting;
using LogPlatform.Silo.Slots;
using LogPlatform.Silo.Tests.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LogPlatform.Silo.Tests.Slots;

/// <summary>A silo holds what its slot says, and says whether it does.</summary>
public sealed class SlotFollowerTests
{
    [Fact]
    public async Task ASiloThatHasDriftedIsPutRight()
    {
        var release = Releases.Marking("1");
        await using var cluster = await ColorCluster.StartAsync();
        await cluster.Slot.LoadAsync(release);

        cluster.Silos[1].ServiceProvider.GetRequiredService<LoadedConfigurations>().Take(new SlotAssignment { Version = 1000, Slot = Releases.Marking("2") });

        await ColorCluster.UntilAsync("both silos have the slot's release", async () => (await cluster.Slot.ReportAsync()).Silos is { Length: 2 } silos && silos.All(silo => silo.Release == "1"));
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(release))).FirstRecord().ShouldContain("\"made_by\":\"1\"");
    }

    [Fact]
    public async Task ASiloIsReadyOnceItHasWhatTheSlotIsToRun()
    {
        await using var cluster = await ColorCluster.StartAsync(1);
        var check = ActivatorUtilities.CreateInstance<SlotReadiness>(cluster.Silos[0].ServiceProvider);

        await ColorCluster.UntilAsync("the silo is ready", async () => await AskAsync() == (HealthStatus.Healthy, "ready; the slot has no release"));
        await cluster.Slot.LoadAsync(Releases.Marking("1"));
        (await AskAsync()).ShouldBe((HealthStatus.Healthy, "ready with release 1"));
        await cluster.Slot.LoadAsync(Releases.Marking("2") with { Artifact = "9" });
        (await AskAsync()).ShouldBe((HealthStatus.Unhealthy, "release 2 is for build 9; this silo runs build 1.0"));
        await cluster.Slot.ClearAsync();
        (await AskAsync()).ShouldBe((HealthStatus.Healthy, "ready; the slot has no release"));

        async Task<(HealthStatus, string?)> AskAsync()
        {
            var result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
            return (result.Status, result.Description);
        }
    }
}
