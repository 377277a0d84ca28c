using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Control;

/// <summary>A node of a slot: in the Standalone edition, a worker process.</summary>
/// <param name="Name">Its name within the slot.</param>
/// <param name="State">What it is doing.</param>
/// <param name="ProcessId">Its process; null when there is none.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="UnitsInFlight">Units of work that it holds.</param>
/// <param name="Units">Units of work that it answered.</param>
/// <param name="CpuSeconds">CPU time it spent on them.</param>
/// <param name="ResidentBytes">Memory of the process; 0 when unknown.</param>
/// <param name="Fingerprint">The fingerprint of the rules it says it runs; null while it has not said.</param>
public sealed record NodeStatus(
    string Name,
    NodeState State,
    int? ProcessId,
    int Restarts,
    int UnitsInFlight,
    long Units,
    double CpuSeconds,
    long ResidentBytes,
    string? Fingerprint)
{
    /// <summary>The build it says it is; null in the Standalone edition, where the release brings its own.</summary>
    public string? Build { get; init; }

    /// <summary>What a node reports.</summary>
    public static NodeStatus Of(NodeReport node) => new(
        node.Name,
        node.State,
        node.ProcessId,
        node.Restarts,
        node.UnitsInFlight,
        node.Units,
        node.CpuSeconds,
        node.ResidentBytes,
        node.Configuration.Hex is { Length: > 0 } hex ? hex : null)
    {
        Build = node.Build,
    };
}
