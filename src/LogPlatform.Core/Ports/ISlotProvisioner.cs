using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ports;

/// <summary>Fills and empties slots.</summary>
public interface ISlotProvisioner
{
    /// <summary>What is in a slot; null when it is empty.</summary>
    ISlot? Find(Color color);

    /// <summary>
    /// Fills a slot that does not serve with a release and returns when every node is ready and reports the release's fingerprint. When the slot has that release
    /// and is ready, it is left as it is.
    /// </summary>
    /// <exception cref="SlotProvisionException">It cannot be done; the slot is empty afterwards.</exception>
    Task<ISlot> ProvisionAsync(Color color, ReleaseId release, CancellationToken cancellationToken);

    /// <summary>What a slot that is being filled waits for, in words; null when its nodes tell it, or nothing fills it.</summary>
    string? AwaitedBy(Color color) => null;

    /// <summary>Empties a slot that does not serve.</summary>
    Task StopAsync(Color color);

    /// <summary>
    /// Starts nodes of a release that belong to no slot, for rehearsals, rewinds and known answers. They stop when the result is disposed.
    /// </summary>
    /// <param name="release">The release.</param>
    /// <param name="nodes">How many nodes, at least 1.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="SlotProvisionException">They do not start.</exception>
    Task<IAsideSlot> StartAsideAsync(ReleaseId release, int nodes, CancellationToken cancellationToken);
}
