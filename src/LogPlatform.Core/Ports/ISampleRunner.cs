using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ports;

/// <summary>Sends samples through a release, apart from all traffic: nothing of them reaches the journal or the store.</summary>
public interface ISampleRunner
{
    /// <summary>
    /// Processes each sample as a batch of its own, NDJSON received at a fixed time, so that the same release always gives the same output. One outcome for each sample, in their order.
    /// </summary>
    /// <exception cref="SlotProvisionException">The release's node does not start.</exception>
    /// <exception cref="IOException">The samples could not be written for the node.</exception>
    Task<IReadOnlyList<SampleOutcome>> RunAsync(ReleaseId release, IReadOnlyList<KnownAnswer> samples, CancellationToken cancellationToken);
}
