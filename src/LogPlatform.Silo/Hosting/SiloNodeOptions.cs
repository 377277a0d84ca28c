using System.ComponentModel.DataAnnotations;
using System.Reflection;
using LogPlatform.Core.Slots;

namespace LogPlatform.Silo.Hosting;

/// <summary>A silo of a color, section <c>LogPlatform:Silo</c>. What the section <c>Orleans</c> says of the cluster, its stores and its ports comes first.</summary>
internal sealed class SiloNodeOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "LogPlatform:Silo";

    /// <summary>The slot it belongs to, and the name of its cluster. Required, unless <c>Orleans:ClusterId</c> says it.</summary>
    public Color Color { get; set; }

    /// <summary>Its name, unique in the slot. Default: color, machine and port.</summary>
    public string? Name { get; set; }

    /// <summary>The build that it is: releases for another one are refused. Default: the assembly's version.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Artifact { get; set; } = typeof(SiloNodeOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Redis, as <c>host:port,option=value</c>. Default: <c>ConnectionStrings:redis</c>.</summary>
    public string? Redis { get; set; }

    /// <summary>The IP address by which others reach it. Default: loopback when Redis is on this machine, else the machine's first.</summary>
    public string? Address { get; set; }

    /// <summary>Port for other silos; 0, the default, for one that is free.</summary>
    [Range(0, 65535)]
    public int SiloPort { get; set; }

    /// <summary>Port for gateways; 0, the default, for one that is free.</summary>
    [Range(0, 65535)]
    public int GatewayPort { get; set; }

    /// <summary>Units that are processed side by side, each on a thread of its own. Up to 256; 0, the default, for one a processor.</summary>
    [Range(0, 256)]
    public int Concurrency { get; set; }

    /// <summary>How often it compares what it has loaded with what it is to load. 100 ms to 1 min, default 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary><see cref="Concurrency"/>, with the default put in.</summary>
    public int Lanes => Concurrency == 0 ? Environment.ProcessorCount : Concurrency;
}
