using System.ComponentModel.DataAnnotations;

namespace LogPlatform.Gateway.Hosting;

/// <summary>Where the gateway listens and keeps its own files. Configuration section <c>LogPlatform</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>The configuration section of these options.</summary>
    public const string Section = "LogPlatform";

    /// <summary>Folder of the key file, created when it is missing; default <c>data</c> below the working directory.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>Control page, control API and query API; default 127.0.0.1:8080.</summary>
    [Required]
    public ListenerOptions Control { get; set; } = new() { Port = 8080 };

    /// <summary>OTLP/HTTP and the other HTTP ways in; default 127.0.0.1:4318.</summary>
    [Required]
    public ListenerOptions Otlp { get; set; } = new() { Port = 4318 };

    /// <summary>Syslog over TCP and UDP; default 127.0.0.1:5514.</summary>
    [Required]
    public ListenerOptions Syslog { get; set; } = new() { Port = 5514 };

    /// <summary>HTTP connections at once, over both HTTP ports; default 4096.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 4096;
}
