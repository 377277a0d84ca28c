using LogPlatform.Contracts.Processing;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Slots;

/// <summary>Sends samples to silos that have loaded the release beside their slot's.</summary>
internal sealed class ClusterSampleRunner(ClusterSlots slots, IReleaseCatalog catalog) : ISampleRunner
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<SampleOutcome>> RunAsync(ReleaseId release, IReadOnlyList<KnownAnswer> samples, CancellationToken cancellationToken)
    {
        if (samples.Count == 0)
        {
            return [];
        }

        await using var aside = (AsideSlot)await slots.StartAsideAsync(release, 1, cancellationToken);
        var configuration = catalog.Find(release)!.Configuration;
        var outcomes = new List<SampleOutcome>();
        for (var i = 0; i < samples.Count; i++)
        {
            var number = i + 1;
            outcomes.Add(await SampleUnit.RunAsync(samples[i], header => SendAsync(aside, configuration, number, header, samples[number - 1], cancellationToken)));
        }

        return outcomes;
    }

    private async Task<WorkResult> SendAsync(AsideSlot aside, Fingerprint configuration, int number, BatchHeader header, KnownAnswer sample, CancellationToken cancellationToken)
    {
        var batch = UnitMessages.Batch(new BatchId(number), header, sample.Input.ToArray());
        var request = new UnitRequest { Number = number, Configuration = configuration.Hex, Batches = [batch] };
        return await slots.Sender.SendAsync(aside.Watch, request, cancellationToken);
    }
}
