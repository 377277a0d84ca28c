using LogPlatform.AppHost.Servers;
using Microsoft.Extensions.Configuration;

namespace LogPlatform.AppHost;

/// <summary>What a user may set: on the command line (<c>-- --Gateways 3</c>), in the environment or in <c>appsettings.json</c>.</summary>
internal sealed record RunSettings
{
    /// <summary>Gateways side by side; default 2.</summary>
    public required int Gateways { get; init; }

    /// <summary>Silos of each color; default 2.</summary>
    public required int SilosPerSlot { get; init; }

    /// <summary>Whether Redis and PostgreSQL run in containers; by default where a container runtime runs; else they are plain processes.</summary>
    public required bool UsesContainers { get; init; }

    /// <summary>The build that the silos say they are, and that releases are for; default the version, without the commit.</summary>
    public required string Artifact { get; init; }

    /// <summary>Where the plain processes keep their data; default <c>data/cluster</c> of the repository.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the gateways keep what is not in PostgreSQL.</summary>
    public required string GatewayFolder { get; init; }

    /// <summary>Reads them.</summary>
    public static RunSettings Of(IDistributedApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var data = Path.GetFullPath(configuration["Data"] ?? Path.Combine(builder.AppHostDirectory, "..", "data", "cluster"));
        var isPublished = builder.ExecutionContext.IsPublishMode;
        return new RunSettings
        {
            Gateways = configuration.GetValue("Gateways", 2),
            SilosPerSlot = configuration.GetValue("Silos", 2),
            UsesContainers = configuration.GetValue<bool?>("Containers") ?? (!isPublished && ContainerRuntime.IsRunning()),
            Artifact = configuration["Artifact"] ?? typeof(RunSettings).Assembly.GetName().Version!.ToString(3),
            DataFolder = data,
            GatewayFolder = isPublished ? "/tmp/logplatform" : Path.Combine(data, "gateway"),
        };
    }
}
