using LogPlatform.Cluster.Tests.Processes;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Tests.Faults;

/// <summary>Invariants 2 to 4 while parts of the cluster are gone: nothing acknowledged is lost or doubled, and the ledger says so.</summary>
public sealed class LossTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SilosOfTheColorThatServesMayDieOneAfterTheOther()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.First);
        foreach (var (color, silo) in platform.Silos.Where(silo => silo.Color == Color.Blue))
        {
            await traffic.WaitForAsync(1000);
            await silo.KillAsync();
            await traffic.WaitForAsync(1000);
            await platform.Second.SettleAsync();
            silo.StartAgain();
            await platform.UntilSilosAsync(color, 2);
        }

        await traffic.VerifyAsync(platform.Second);
    }

    [Fact]
    public async Task AColorMayDieAsAWholeAndWhatComesInMeanwhileWaits()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.First);
        await traffic.WaitForAsync(1000);
        var blue = platform.Silos.Where(silo => silo.Color == Color.Blue).Select(silo => silo.Process).ToList();
        await Task.WhenAll(blue.Select(silo => silo.KillAsync()));
        await traffic.WaitForAsync(1000);
        blue.ForEach(silo => silo.StartAgain());
        await platform.UntilSilosAsync(Color.Blue, 2);
        await traffic.WaitForAsync(1000);
        await traffic.VerifyAsync(platform.Second);
    }

    [Fact]
    public async Task EverythingMayDieAtOnce()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.First);
        await traffic.WaitForAsync(1000);
        await Task.WhenAll(platform.Processes.Select(process => process.KillAsync()).Append(platform.Redis.KillAsync()).Append(platform.Postgres.KillAsync()));
        await platform.Redis.StartAsync();
        await platform.Postgres.StartAsync();
        platform.Processes.ForEach(process => process.StartAgain());
        await Task.WhenAll(platform.Gateways.Select(gateway => gateway.ReadyAsync()));
        await traffic.WaitForAsync(1000);
        await traffic.VerifyAsync(platform.Second);
    }

    [Fact]
    public async Task AKilledGatewaysBatchesAreTakenOver()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.AnyGateway);
        await traffic.WaitForAsync(2000);
        await platform.First.Process.KillAsync();
        await traffic.WaitForAsync(2000);
        await traffic.VerifyAsync(platform.Second);
    }

    [Fact]
    public async Task RedisMayBeAwayForHalfAMinute()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.First);
        await traffic.WaitForAsync(1000);
        await platform.Redis.KillAsync();
        await Task.Delay(Outage, TimeProvider.System, Cancel);
        await platform.Redis.StartAsync();
        await traffic.WaitForAsync(1000);
        await traffic.VerifyAsync(platform.Second);
    }

    [Fact]
    public async Task PostgresMayBeAwayForHalfAMinute()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        await using var traffic = LiveTraffic.Start(platform.First);
        await traffic.WaitForAsync(1000);
        await platform.Postgres.KillAsync();
        await Task.Delay(Outage, TimeProvider.System, Cancel);
        await platform.Postgres.StartAsync();
        await traffic.WaitForAsync(1000);
        await traffic.VerifyAsync(platform.Second);
    }
}
