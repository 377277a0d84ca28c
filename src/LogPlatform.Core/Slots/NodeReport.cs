using LogPlatform.Core.Releases;

namespace LogPlatform.Core.Slots;

/// <summary>What a node of a slot reports, and what its host sees of it.</summary>
/// <param name="Name">Its name within the slot, <c>blue-1</c>.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Release">The release it says it runs; the default value while it starts.</param>
/// <param name="Configuration">The fingerprint of the rules it has compiled; the default value while it starts.</param>
/// <param name="ProcessId">Its process; null when there is none.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="UnitsInFlight">Units of work that it holds.</param>
/// <param name="Units">Units of work that it answered.</param>
/// <param name="CpuSeconds">CPU time of its process.</param>
/// <param name="ResidentBytes">Memory of its process; 0 when unknown.</param>
/// <param name="ReadyFor">How long it has been ready without a break; zero when it is not.</param>
public sealed record NodeReport(
    string Name,
    NodeState State,
    ReleaseId Release,
    Fingerprint Configuration,
    int? ProcessId,
    int Restarts,
    int UnitsInFlight,
    long Units,
    double CpuSeconds,
    long ResidentBytes,
    TimeSpan ReadyFor)
{
    /// <summary>The build that it says it is; null where a release brings its own.</summary>
    public string? Build { get; init; }
}
