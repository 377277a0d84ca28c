namespace LogPlatform.Contracts.Routing;

/// <summary>The outcome of a switch.</summary>
/// <param name="Pointer">The pointer that holds now.</param>
/// <param name="Stored">From the call to the moment the pointer was stored.</param>
/// <param name="Converged">From there to the moment the last gateway had moved.</param>
/// <param name="Refusal">Why the pointer was not moved; null when it was.</param>
/// <param name="Silent">Gateways that did not answer and whose leases ran out.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.PointerMove")]
public sealed record PointerMove(
    [property: Id(0)] PointerState? Pointer,
    [property: Id(1)] TimeSpan Stored,
    [property: Id(2)] TimeSpan Converged,
    [property: Id(3)] string? Refusal,
    [property: Id(4)] string[] Silent);
