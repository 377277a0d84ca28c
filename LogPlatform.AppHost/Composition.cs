using LogPlatform.AppHost.Commands;
using LogPlatform.AppHost.Servers;

namespace LogPlatform.AppHost;

/// <summary>What runs, what uses what, and what waits for what.</summary>
internal static class Composition
{
    private const string PointerStore = "pointer";
    private const string DefaultStore = "Default";
    private const string Redis = "redis";
    private const string Postgres = "postgres";
    private const string Database = "logplatform";

    /// <summary>Adds the platform.</summary>
    public static void AddLogPlatform(this IDistributedApplicationBuilder builder)
    {
        var settings = RunSettings.Of(builder);
        var (redis, database) = builder.AddStores(settings);
        var blue = builder.AddSlot("blue", redis, settings);
        var green = builder.AddSlot("green", redis, settings);
        builder.AddGateway(redis, database, settings).WaitFor(blue).WithReferenceRelationship(blue).WithReferenceRelationship(green);
    }

    private static (IResourceBuilder<IResourceWithConnectionString> Redis, IResourceBuilder<IResourceWithConnectionString> Database) AddStores(
        this IDistributedApplicationBuilder builder, RunSettings settings)
    {
        // In a cloud both are services with backups of their own: whoever deploys says where they are.
        if (builder.ExecutionContext.IsPublishMode)
        {
            return (builder.AddConnectionString(Redis).WithOrleansProviderType("Redis"), builder.AddConnectionString(Postgres));
        }

        var redisPassword = builder.AddSecret("redis-password");
        var postgresPassword = builder.AddSecret("postgres-password");
        if (!settings.UsesContainers)
        {
            return (builder.AddLocalRedis(Redis, redisPassword, settings.DataFolder), builder.AddLocalPostgres(Postgres, postgresPassword, settings.DataFolder, Database));
        }

        // The pointer is in Redis: each write is on disk before it is answered.
        var redis = builder.AddRedis(Redis, password: redisPassword).WithDataVolume("logplatform-redis").WithArgs("--appendonly", "yes", "--appendfsync", "always");
        var postgres = builder.AddPostgres(Postgres, password: postgresPassword).WithDataVolume("logplatform-postgres");
        return (redis, postgres.AddDatabase(Database));
    }

    private static IResourceBuilder<ProjectResource> AddSlot(this IDistributedApplicationBuilder builder, string color, IResourceBuilder<IResourceWithConnectionString> redis, RunSettings settings)
    {
        var orleans = builder.AddOrleans(color).WithClusterId(color).WithServiceId($"logplatform-{color}").WithClustering(redis).WithGrainStorage(DefaultStore, redis);
        var silo = builder.AddProject<Projects.LogPlatform_Silo>($"silo-{color}", launchProfileName: null)
            .WithReplicas(settings.SilosPerSlot)
            .WithReference(orleans)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/readyz")
            .WithFewTraces()
            .WaitFor(redis);

        // Built and started in one go here: both slots are the same build, whatever was committed since the last run.
        return builder.ExecutionContext.IsRunMode ? silo.WithEnvironment("LogPlatform__Silo__Artifact", settings.Artifact) : silo;
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
            .WithReference(database, connectionName: Postgres)
            .WithEnvironment("LogPlatform__Security__OperatorKey", operatorKey)
            .WithEnvironment("LogPlatform__DataDirectory", settings.GatewayFolder)
            .WithFewTraces()
            .WithListeners()
            .WithLogIn(operatorKey, settings.DataFolder)
            .WithHttpHealthCheck("/readyz", endpointName: GatewayEndpoints.Control)
            .WithDeploymentCommands(operatorKey)
            .WaitFor(redis)
            .WaitFor(database);
    }

    // Most are of grains that look after each other, several times a second: one in twenty shows as much.
    private static IResourceBuilder<ProjectResource> WithFewTraces(this IResourceBuilder<ProjectResource> program) =>
        program.WithEnvironment("OTEL_TRACES_SAMPLER", "parentbased_traceidratio").WithEnvironment("OTEL_TRACES_SAMPLER_ARG", "0.05");

    // 43 letters and digits: what the random part of a key has.
    private static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true, persist: true);
}
