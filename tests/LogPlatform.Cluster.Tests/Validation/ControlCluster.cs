using LogPlatform.Cluster.Routing;
using LogPlatform.Cluster.Validation;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.TestingHost;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>A control cluster in this process, and gateways that only collect evidence.</summary>
internal sealed class ControlCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private ControlCluster(short silos)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => silo.Services.AddSingleton(TimeProvider.System));
        _cluster = builder.Build();
    }

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<ControlCluster> StartAsync(short silos = 2)
    {
        var cluster = new ControlCluster(silos);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>The checks as the gateway with the controller sees them.</summary>
    public GrainChecks Lead(RolloutState deployment, CheckStage stage = CheckStage.Validation) =>
        new(Grains, new GatewayName("gateway-1"), deployment, stage, Stages.Candidate, TimeProvider.System, NullLogger.Instance);

    /// <summary>What another gateway collects.</summary>
    public EvidenceOutbox Follow(RolloutState deployment, string name = "gateway-2", CheckStage stage = CheckStage.Validation) =>
        new(Grains, deployment, stage, Stages.Candidate, name, TimeProvider.System);

    /// <summary>Kills the silo that has a grain.</summary>
    public async Task KillHostOfAsync(IAddressable grain)
    {
        var address = await _cluster.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        await _cluster.KillSiloAsync(_cluster.Silos.Single(silo => silo.SiloAddress.Equals(address)));
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
