using System.Net;
using LogPlatform.Core.Slots;
using Microsoft.Extensions.Configuration.Memory;
using StackExchange.Redis;

namespace LogPlatform.Silo.Hosting;

/// <summary>
/// Orleans reads its section of the configuration by itself. Here it gets defaults for what nobody has set there, so a silo that was started by hand and one that was started with a
/// complete section go the same way.
/// </summary>
internal static class OrleansDefaults
{
    private const string RedisKey = "redis";

    /// <summary>Puts the defaults behind every other source, and makes Redis connections known by the names that the section uses.</summary>
    /// <exception cref="ArgumentException">The options contradict themselves, or something is missing; the message is for people.</exception>
    public static void AddOrleansDefaults(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var node = configuration.GetSection(SiloNodeOptions.Section).Get<SiloNodeOptions>() ?? new SiloNodeOptions();
        var color = ColorOf(node, configuration["Orleans:ClusterId"]);
        var redis = node.Redis ?? configuration.GetConnectionString(RedisKey);
        var address = node.Address is null ? Loopback(redis) : IPAddress.Parse(node.Address);
        var ports = FreePorts.Find(2);
        var siloPort = configuration.GetValue<int?>("Orleans:Endpoints:SiloPort") ?? (node.SiloPort == 0 ? ports[0] : node.SiloPort);
        var cluster = color.ToString().ToLowerInvariant();
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Orleans:ClusterId"] = cluster,
                ["Orleans:ServiceId"] = $"logplatform-{cluster}",
                ["Orleans:Name"] = node.Name ?? $"{cluster}-{Environment.MachineName}-{siloPort}",
                ["Orleans:Clustering:ProviderType"] = "Redis",
                ["Orleans:Clustering:ServiceKey"] = RedisKey,
                ["Orleans:GrainStorage:Default:ProviderType"] = "Redis",
                ["Orleans:GrainStorage:Default:ServiceKey"] = RedisKey,
                ["Orleans:Endpoints:SiloPort"] = $"{siloPort}",
                ["Orleans:Endpoints:GatewayPort"] = $"{(node.GatewayPort == 0 ? ports[1] : node.GatewayPort)}",
                ["Orleans:Endpoints:AdvertisedIPAddress"] = address?.ToString(),
            },
        });
        builder.Services.AddKeyedSingleton<IConnectionMultiplexer>(
            KeyedService.AnyKey,
            (_, key) => ConnectionMultiplexer.Connect(
                (key is RedisKey ? redis : configuration.GetConnectionString($"{key}")) ?? throw new ArgumentException($"No Redis: ConnectionStrings:{key} is not set.")));
    }

    private static Color ColorOf(SiloNodeOptions node, string? cluster)
    {
        var isCluster = Enum.TryParse<Color>(cluster, ignoreCase: true, out var ofCluster) && ofCluster is Color.Blue or Color.Green;
        return (node.Color, cluster) switch
        {
            (Color.Blue or Color.Green, null) => node.Color,
            (Color.None, not null) when isCluster => ofCluster,
            (Color.Blue or Color.Green, not null) when isCluster && node.Color == ofCluster => ofCluster,
            (Color.None, null) => throw new ArgumentException($"{SiloNodeOptions.Section}:Color is not set: blue or green."),
            _ => throw new ArgumentException($"{SiloNodeOptions.Section}:Color is {node.Color} and Orleans:ClusterId is {cluster}: both must name the same color, blue or green."),
        };
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
