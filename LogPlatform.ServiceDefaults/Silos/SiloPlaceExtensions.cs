using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using StackExchange.Redis;

namespace LogPlatform.ServiceDefaults.Silos;

/// <summary>
/// Orleans reads its section of the configuration by itself. Here it gets defaults for what nobody has set there, so a silo that was started by hand and one that was started with a
/// complete section go the same way.
/// </summary>
public static class SiloPlaceExtensions
{
    private const string RedisKey = "redis";

    /// <summary>Puts the defaults behind every other source, and makes Redis connections known by the names that the section uses. Returns the silo's name.</summary>
    public static string AddSiloPlace(this IHostApplicationBuilder builder, SiloPlace place)
    {
        var configuration = builder.Configuration;
        var ports = FreePorts.Find(2);
        var siloPort = configuration.GetValue<int?>("Orleans:Endpoints:SiloPort") ?? (place.SiloPort == 0 ? ports[0] : place.SiloPort);
        var name = configuration["Orleans:Name"] ?? place.Name ?? $"{place.Cluster}-{Environment.MachineName.ToLowerInvariant()}-{siloPort}";
        var defaults = new Dictionary<string, string?>
        {
            ["Orleans:ClusterId"] = place.Cluster,
            ["Orleans:ServiceId"] = $"logplatform-{place.Cluster}",
            ["Orleans:Name"] = name,
            ["Orleans:Endpoints:SiloPort"] = $"{siloPort}",
            ["Orleans:Endpoints:GatewayPort"] = $"{(place.GatewayPort == 0 ? ports[1] : place.GatewayPort)}",
            ["Orleans:Endpoints:AdvertisedIPAddress"] = (place.Address ?? Loopback(RedisOf(configuration["Orleans:Clustering:ServiceKey"] ?? RedisKey)))?.ToString(),
        };
        foreach (var provider in place.Stores.Select(store => $"GrainStorage:{store}").Prepend("Clustering").Concat(place.HasReminders ? ["Reminders"] : []))
        {
            defaults[$"Orleans:{provider}:ProviderType"] = "Redis";
            defaults[$"Orleans:{provider}:ServiceKey"] = RedisKey;
        }

        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
        builder.Services.AddKeyedSingleton<IConnectionMultiplexer>(
            KeyedService.AnyKey,
            (_, key) => ConnectionMultiplexer.Connect(RedisOf($"{key}") ?? throw new ArgumentException($"No Redis: ConnectionStrings:{key} is not set.")));
        builder.Services.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = place.ProbeTimeout;
            membership.NumMissedProbesLimit = 3;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            membership.NumMissedTableIAmAliveLimit = 3;
        });
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LostSilos>();
        return name;

        string? RedisOf(string key) => place.Redis ?? configuration.GetConnectionString(key);
    }

    // Where Redis is on this machine the whole cluster is; then nobody else has to reach it.
    private static IPAddress? Loopback(string? redis) =>
        redis is not null && ConfigurationOptions.Parse(redis).EndPoints.All(IsLoopback) ? IPAddress.Loopback : null;

    private static bool IsLoopback(EndPoint endpoint) => endpoint switch
    {
        IPEndPoint ip => IPAddress.IsLoopback(ip.Address),
        DnsEndPoint dns => dns.Host == "localhost",
        _ => false,
    };
}
