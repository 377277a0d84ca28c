namespace LogPlatform.Contracts.Validation;

/// <summary>What a node of a slot reports.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Number of <c>Core.Slots.NodeState</c>.</param>
/// <param name="Release">Its release; empty while it starts.</param>
/// <param name="Configuration">Fingerprint of its rules, 64 hexadecimal digits; empty while it starts.</param>
/// <param name="ProcessId">Its process; null when there is none.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="UnitsInFlight">Units that it holds.</param>
/// <param name="Units">Units that it answered.</param>
/// <param name="CpuSeconds">CPU time of its process.</param>
/// <param name="ResidentBytes">Memory of its process; 0 when unknown.</param>
/// <param name="ReadyFor">How long it has been ready.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.NodeEvidence")]
public sealed record NodeEvidence(
    [property: Id(0)] string Name,
    [property: Id(1)] int State,
    [property: Id(2)] string Release,
    [property: Id(3)] string Configuration,
    [property: Id(4)] int? ProcessId,
    [property: Id(5)] int Restarts,
    [property: Id(6)] int UnitsInFlight,
    [property: Id(7)] long Units,
    [property: Id(8)] double CpuSeconds,
    [property: Id(9)] long ResidentBytes,
    [property: Id(10)] TimeSpan ReadyFor);
