using System.Net;

namespace LogPlatform.ServiceDefaults.Silos;

/// <summary>Where a silo is and what it uses, as long as the configuration section <c>Orleans</c> does not say otherwise.</summary>
/// <param name="Cluster">The cluster it belongs to.</param>
public sealed record SiloPlace(string Cluster)
{
    /// <summary>Connection string of the Redis that holds the membership and the grains' state; null for those that the section <c>ConnectionStrings</c> has by the names that the section <c>Orleans</c> uses, <c>redis</c> by default.</summary>
    public string? Redis { get; init; }

    /// <summary>Its name, unique in the cluster; null for cluster, machine and port.</summary>
    public string? Name { get; init; }

    /// <summary>The address by which others reach it; null for loopback when Redis is on this machine, else the machine's first.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Port for other silos; 0 for one that is free.</summary>
    public int SiloPort { get; init; }

    /// <summary>Port for clients; 0 for one that is free.</summary>
    public int GatewayPort { get; init; }

    /// <summary>The names of the grain stores.</summary>
    public IReadOnlyList<string> Stores { get; init; } = ["Default"];

    /// <summary>How long a silo may take to answer another one's question whether it lives. One that has missed three is out of the cluster.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether grains have reminders.</summary>
    public bool HasReminders { get; init; }
}
