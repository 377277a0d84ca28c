namespace LogPlatform.Contracts.Routing;

/// <summary>A gateway's lease on the pointer.</summary>
/// <param name="Pointer">The pointer; null when there is none yet.</param>
/// <param name="Lease">How long it may be used, counted from the moment the gateway asked.</param>
/// <param name="InFlight">Records that all other gateways together have leased, by generation.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.PointerConfirmation")]
public sealed record PointerConfirmation(
    [property: Id(0)] PointerState? Pointer,
    [property: Id(1)] TimeSpan Lease,
    [property: Id(2)] Dictionary<long, long> InFlight);
