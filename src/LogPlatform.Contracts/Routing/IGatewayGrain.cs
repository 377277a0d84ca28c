using LogPlatform.Contracts.Processing;

namespace LogPlatform.Contracts.Routing;

/// <summary>
/// The authority on the pointer. One activation, key 0, in the control cluster, whose silos are the gateways; stored with an ETag, so of two activations only one can move it.
/// Gateways hold leases of some seconds on the pointer and confirm them again and again: whoever does not hear from it dispatches nothing. No traffic goes through here.
/// </summary>
[Alias("LogPlatform.IGatewayGrain")]
public interface IGatewayGrain : IGrainWithIntegerKey
{
    /// <summary>The pointer; null before the first one.</summary>
    [Alias("Pointer")]
    Task<PointerState?> PointerAsync();

    /// <summary>Makes the first pointer, unless there is one; returns the one that holds.</summary>
    [Alias("Begin")]
    Task<PointerState> BeginAsync(PointerState first);

    /// <summary>A gateway says what it holds and learns the pointer. From the moment it asked, the pointer is its own for the lease's time.</summary>
    [Alias("Confirm")]
    Task<PointerConfirmation> ConfirmAsync(GatewayReport report, IGatewayObserver gateway);

    /// <summary>A gateway says that it dispatches nothing any more.</summary>
    [Alias("Leave")]
    Task LeaveAsync(string gateway);

    /// <summary>Moves the pointer, if it still is at <paramref name="expected"/>: stored, then published to every gateway. Returns when every one has moved, or its lease has run out.</summary>
    [Alias("Switch")]
    Task<PointerMove> SwitchAsync(PointerState expected, PointerState next);

    /// <summary>Waits, for <paramref name="limit"/> at most, until no gateway holds a lease on a generation that has ended; says whether that is so.</summary>
    [Alias("Drained")]
    Task<bool> DrainedAsync(long generation, TimeSpan limit);

    /// <summary>Ends the attempts of all gateways under a sealed generation and earlier ones.</summary>
    [Alias("EndLeases")]
    Task EndLeasesAsync(long generation);

    /// <summary>Processes a unit on the color that serves, for who has no pointer of his own. Nothing is stored.</summary>
    [Alias("Route")]
    Task<UnitAnswer> RouteAsync(UnitRequest request);
}
