using System.ComponentModel.DataAnnotations;

namespace LogPlatform.Cluster.Hosting;

/// <summary>This gateway's place in the cluster. Configuration section <c>LogPlatform:Cluster</c>.</summary>
internal sealed class ControlClusterOptions
{
    /// <summary>The configuration section of these options.</summary>
    public const string Section = "LogPlatform:Cluster";

    /// <summary>The gateway's name: the same after a restart, and no two that run have the same. By default <c>control</c>, the machine's name and the port of its silo.</summary>
    public string? Name { get; set; }

    /// <summary>Port for the silos of the control cluster, default 11111; 0 for one that is free.</summary>
    [Range(0, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port for clients of the control cluster, default 30000; 0 for one that is free.</summary>
    [Range(0, 65535)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>Send browsers that ask for a page to this gateway's own port: for one address in front of several gateways that does not keep a browser with one of them. Default false.</summary>
    public bool PagesAtOwnAddress { get; set; }

    /// <summary>How long a gateway may use the pointer after it asked for it. A switch waits for so long for a gateway that is silent. 500 ms to 1 min, default 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan PointerLease { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a gateway confirms the pointer. 50 ms to 10 s, default 500 ms; well below the lease.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan ConfirmEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the silos of both colors are asked what they run. 50 ms to 10 s, default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan ReportEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a unit may take on a silo. 1 s to 10 min, default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan UnitLimit { get; set; } = TimeSpan.FromSeconds(30);
}
