using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ports;

/// <summary>The authority on the pointer: stores it, publishes it to every router, and knows what is leased.</summary>
public interface ITrafficRouter
{
    /// <summary>The pointer that holds.</summary>
    SlotPointer Current { get; }

    /// <summary>When it was published.</summary>
    DateTimeOffset Since { get; }

    /// <summary>
    /// Makes <paramref name="next"/> the pointer if <paramref name="expected"/> still holds and every node of its slot is ready with the release and its fingerprint:
    /// first stored, then published, then the old generation is closed to new leases.
    /// </summary>
    Task<SwitchResult> SwitchAsync(SlotPointer expected, SlotPointer next, CancellationToken cancellationToken);

    /// <summary>Completes when no lease of <paramref name="generation"/> is left, with the time since its end. At once when it ended before this process began.</summary>
    Task<TimeSpan> DrainedAsync(Generation generation, CancellationToken cancellationToken);

    /// <summary>
    /// Ends every attempt under a sealed <paramref name="generation"/> or an earlier one: what it holds is processed again under the pointer. Completes when the generation's
    /// leases have come back, or after some seconds without them.
    /// </summary>
    Task EndLeasesAsync(Generation generation, CancellationToken cancellationToken);

    /// <summary>Records that are leased now, by generation. A generation without any may be missing.</summary>
    IReadOnlyDictionary<Generation, long> RecordsInFlight();
}
