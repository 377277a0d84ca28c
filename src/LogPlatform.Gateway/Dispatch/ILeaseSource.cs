using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>Where the dispatcher's leases come from: the router, as far as it is in this process.</summary>
public interface ILeaseSource
{
    /// <summary>The pointer with its leases.</summary>
    ActiveSlot<IProcessor> Active { get; }

    /// <summary>
    /// Completes when the pointer may be used (invariant 9): at once where it is kept, and elsewhere when whoever keeps it has confirmed it a moment ago.
    /// </summary>
    ValueTask WhenConfirmedAsync(CancellationToken cancellationToken);
}
