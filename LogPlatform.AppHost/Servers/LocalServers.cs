using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.AppHost.Servers;

/// <summary>Redis and PostgreSQL as plain processes of this machine, with their data in a folder that stays.</summary>
internal static class LocalServers
{
    /// <summary>Adds a <c>redis-server</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddLocalRedis(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> password, string data)
    {
        var redis = builder.AddServer(name, "redis.sh", data, at => ReferenceExpression.Create($"{at.Property(EndpointProperty.HostAndPort)},password={password}"))
            .WithEnvironment("REDIS_PASSWORD", password);
        builder.Services.AddHealthChecks().AddRedis(_ => Connection(redis.Resource), name);
        return redis.WithOrleansProviderType("Redis");
    }

    /// <summary>Adds a PostgreSQL with one database.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddLocalPostgres(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> password, string data, string database)
    {
        var postgres = builder
            .AddServer(name, "postgres.sh", data, at => ReferenceExpression.Create($"Host={at.Property(EndpointProperty.Host)};Port={at.Property(EndpointProperty.Port)};Database={database};Username=postgres;Password={password}"))
            .WithArgs(database)
            .WithEnvironment("POSTGRES_PASSWORD", password);
        builder.Services.AddHealthChecks().AddNpgSql(_ => Connection(postgres.Resource), name: name);
        return postgres;
    }

    private static IResourceBuilder<LocalServer> AddServer(
        this IDistributedApplicationBuilder builder, string name, string script, string data, Func<EndpointReference, ReferenceExpression> connection)
    {
        var server = new LocalServer(name, Path.Combine(builder.AppHostDirectory, "Servers"), connection);
        return builder.AddResource(server)
            .WithEndpoint(scheme: "tcp", name: LocalServer.Endpoint)
            .WithArgs(context =>
            {
                context.Args.Add(script);
                context.Args.Add(Path.Combine(data, name));
                context.Args.Add(new EndpointReference(server, LocalServer.Endpoint).Property(EndpointProperty.TargetPort));
            })
            .WithHealthCheck(name);
    }

    // Checks run when the server runs, and then its address and password are known: nothing is waited for.
    private static string Connection(LocalServer server) => server.ConnectionStringExpression.GetValueAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult()!;
}
