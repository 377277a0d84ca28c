using LogPlatform.AppHost.Commands;
using LogPlatform.AppHost.Servers;

namespace LogPlatform.AppHost;

/// <summary>What runs, what uses what, and what waits for what.</summary>
internal static class Composition
{
    private const string PointerStore = "pointer";
    private const string DefaultStore = "Default";

    /// <summary>Adds the platform.</summary>
    public static void AddLogPlatform(this IDistributedApplicationBuilder builder)
    {
        var settings = RunSettings.Of(builder);
        var (redis, database) = builder.AddStores(settings);
        var blue = builder.AddSlot("blue", redis, settings.SilosPerSlot);
        var green = builder.AddSlot("green", redis, settings.SilosPerSlot);
        builder.AddGateway(redis, database, settings).WaitFor(blue).WithReferenceRelationship(blue).WithReferenceRelationship(green);
    }

    private static (IResourceBuilder<IResourceWithConnectionString> Redis, IResourceBuilder<IResourceWithConnectionString> Database) AddStores(
        this IDistributedApplicationBuilder builder, RunSettings settings)
    {
        var redisPassword = builder.AddSecret("redis-password");
        var postgresPassword = builder.AddSecret("postgres-password");
        if (!settings.UsesContainers)
        {
            return (builder.AddLocalRedis("redis", redisPassword, settings.DataFolder), builder.AddLocalPostgres("postgres", postgresPassword, settings.DataFolder, "logplatform"));
        }

        var redis = builder.AddRedis("redis", password: redisPassword).WithDataVolume().WithArgs("--appendonly", "yes", "--appendfsync", "always");
        var postgres = builder.AddPostgres("postgres", password: postgresPassword).WithDataVolume();
        return (redis, postgres.AddDatabase("logplatform"));
    }

    private static IResourceBuilder<ProjectResource> AddSlot(this IDistributedApplicationBuilder builder, string color, IResourceBuilder<IResourceWithConnectionString> redis, int silos)
    {
        var orleans = builder.AddOrleans(color).WithClusterId(color).WithServiceId($"logplatform-{color}").WithClustering(redis).WithGrainStorage(DefaultStore, redis);
        return builder.AddProject<Projects.LogPlatform_Silo>($"silo-{color}", launchProfileName: null)
            .WithReplicas(silos)
            .WithReference(orleans)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/readyz")
            .WaitFor(redis);
    }

    private static IResourceBuilder<ProjectResource> AddGateway(
        this IDistributedApplicationBuilder builder, IResourceBuilder<IResourceWithConnectionString> redis, IResourceBuilder<IResourceWithConnectionString> database, RunSettings settings)
    {
        var orleans = builder.AddOrleans("control").WithClusterId("control").WithServiceId("logplatform-control")
            .WithClustering(redis).WithGrainStorage(PointerStore, redis).WithReminders(redis);
        var operatorKey = ReferenceExpression.Create($"lp_operator_{builder.AddSecret("operator-key")}");
        return builder.AddProject<Projects.LogPlatform_Cluster>("gateway", launchProfileName: null)
            .WithReplicas(settings.Gateways)
            .WithReference(orleans)
            .WithReference(database, connectionName: "postgres")
            .WithEnvironment("LogPlatform__Security__OperatorKey", operatorKey)
            .WithEnvironment("LogPlatform__DataDirectory", settings.GatewayFolder)
            .WithListeners()
            .WithHttpHealthCheck("/readyz", endpointName: GatewayEndpoints.Control)
            .WithDeploymentCommands(operatorKey)
            .WaitFor(redis)
            .WaitFor(database);
    }

    // 43 letters and digits: what the random part of a key has.
    private static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true, persist: true);
}
