using System.Net;
using LogPlatform.Core.Slots;
using LogPlatform.ServiceDefaults.Silos;

namespace LogPlatform.Silo.Hosting;

/// <summary>The cluster of a color, from this program's options or from the section <c>Orleans</c>.</summary>
internal static class OrleansDefaults
{
    /// <summary>Adds what Orleans needs to know.</summary>
    /// <exception cref="ArgumentException">The options contradict themselves, or something is missing; the message is for people.</exception>
    public static void AddOrleansDefaults(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var node = configuration.GetSection(SiloNodeOptions.Section).Get<SiloNodeOptions>() ?? new SiloNodeOptions();
        var color = ColorOf(node, configuration["Orleans:ClusterId"]);
        builder.AddSiloPlace(new SiloPlace(color.ToString().ToLowerInvariant())
        {
            Redis = node.Redis,
            Name = node.Name,
            Address = node.Address is null ? null : IPAddress.Parse(node.Address),
            SiloPort = node.SiloPort,
            GatewayPort = node.GatewayPort,
        });
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
}
