using LogPlatform.Cluster.Routing;
using LogPlatform.ServiceDefaults.Silos;

namespace LogPlatform.Cluster.Hosting;

/// <summary>The cluster whose silos are the gateways.</summary>
internal static class ControlCluster
{
    private const string Name = "control";

    /// <summary>Makes the program a silo of it, and returns the silo's name. What the section <c>Orleans</c> says of it comes first.</summary>
    public static string AddControlCluster(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(ControlClusterOptions.Section).Get<ControlClusterOptions>() ?? new ControlClusterOptions();
        var name = builder.AddSiloPlace(new SiloPlace(Name)
        {
            Name = options.Name,
            SiloPort = options.SiloPort,
            GatewayPort = options.GatewayPort,
            Stores = [GatewayGrain.Storage],
            HasReminders = true,

            // A gateway that dies is missed after some three seconds: what it alone ran, like the controller, goes on in another.
            ProbeTimeout = TimeSpan.FromSeconds(1),
        });
        builder.UseOrleans();
        return name;
    }
}
