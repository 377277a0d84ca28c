using LogPlatform.Cluster.Colors;
using LogPlatform.Cluster.Deployments;
using LogPlatform.Cluster.Jobs;
using LogPlatform.Cluster.Routing;
using LogPlatform.Cluster.Slots;
using LogPlatform.Cluster.Validation;
using LogPlatform.ControlPage.Hosting;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Rewinds;
using LogPlatform.Postgres;
using LogPlatform.Releases;
using Microsoft.Extensions.Options;

namespace LogPlatform.Cluster.Hosting;

/// <summary>Puts a gateway of the cluster edition together: the same gateway as Standalone, over ports that several of them share.</summary>
internal static class ClusterApplication
{
    /// <summary>Builds the application over open PostgreSQL ports.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, GatewayName name, string redis, PostgresPorts ports)
    {
        var services = builder.Services;
        services.AddOptions<ControlClusterOptions>().BindConfiguration(ControlClusterOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(name);
        services.AddPorts(ports);
        services.AddColors(redis);
        services.AddRouting();
        services.AddLogPlatformDispatch(provider => provider.GetRequiredService<PostgresPorts>().Journal.Dispatch);
        services.AddClusterValidation();
        services.AddDeployments();
        services.AddLogPlatformGateway();
        services.AddLogPlatformControlPage();
        var app = builder.Build();
        app.UseOwnAddress();
        app.MapLogPlatformGateway();
        app.MapLogPlatformControlPage();
        return app;
    }

    private static void AddPorts(this IServiceCollection services, PostgresPorts ports)
    {
        services.AddSingleton(ports);
        services.AddSingleton(ports.Journal);
        services.AddSingleton<IJournal>(ports.Journal);
        services.AddSingleton(ports.Store);
        services.AddSingleton<IRecordStore>(ports.Store);
        services.AddSingleton<IBlockCatalog>(ports.Store);
        services.AddSingleton<IQuarantine>(ports.Store);
        services.AddSingleton<IRewindStore>(ports.Store);
        services.AddSingleton(ports.Releases);
        services.AddSingleton<IAuditLog>(ports.Audit);
        services.AddSingleton<IDeploymentStore>(ports.Deployments);
        services.AddSingleton<INotificationCursor>(ports.Notifications);
        services.AddSingleton<IRewindJobs>(ports.RewindJobs);
        services.AddSingleton<IDocuments>(ports.Documents);
        services.AddHostedService<PostgresCare>();
    }

    private static void AddColors(this IServiceCollection services, string redis)
    {
        services.AddSingleton(provider => new ColorClusters(
            redis,
            provider.GetRequiredService<IOptions<ControlClusterOptions>>().Value.UnitLimit,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IColorClusters>(provider => provider.GetRequiredService<ColorClusters>());
        services.AddHostedService(provider => provider.GetRequiredService<ColorClusters>());
        services.AddSingleton<ClusterSlots>();
        services.AddSingleton<ISlotProvisioner>(provider => provider.GetRequiredService<ClusterSlots>());
        services.AddHostedService(provider => provider.GetRequiredService<ClusterSlots>());
        services.AddSingleton<ISampleRunner, ClusterSampleRunner>();
        services.AddSingleton(provider => FileReleaseCatalog.Open(
            Path.Combine(provider.GetRequiredService<IOptions<Gateway.Hosting.GatewayOptions>>().Value.DataDirectory, provider.GetRequiredService<GatewayName>().Value, "releases"),
            ClusterArtifact.Check,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FileReleaseCatalog>>()));
        services.AddSingleton<SharedReleaseCatalog>();
        services.AddSingleton<IReleaseCatalog>(provider => provider.GetRequiredService<SharedReleaseCatalog>());
    }

    private static void AddRouting(this IServiceCollection services)
    {
        services.AddSingleton<ClusterRouter>();
        services.AddSingleton<ITrafficRouter>(provider => provider.GetRequiredService<ClusterRouter>());
        services.AddSingleton<ILeaseSource>(provider => provider.GetRequiredService<ClusterRouter>());
        services.AddSingleton<IBatchQuarantine, JournalTableQuarantine>();
        services.AddSingleton<IPlatformStatus, ClusterStatus>();
        services.AddHostedService<RoutingHost>();
    }

    private static void AddDeployments(this IServiceCollection services)
    {
        services.AddLogPlatformDeploymentEngine();
        services.AddSingleton<ClusterDeployments>();
        services.AddSingleton<IDeployments>(provider => provider.GetRequiredService<ClusterDeployments>());
        services.AddSingleton<JobCalls>();
        services.AddSingleton<IRewinds, ClusterRewinds>();
        services.AddSingleton<IRehearsals, ClusterRehearsals>();
        services.AddHostedService(provider => provider.GetRequiredService<ClusterDeployments>());
    }
}
