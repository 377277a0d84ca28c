using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Validation;
using LogPlatform.Storage.Journal;

namespace LogPlatform.Standalone.Slots;

/// <summary>Sends samples through one node beside the slots, which reads a journal made for them.</summary>
internal sealed class LocalSampleRunner(LocalSlots slots, TimeProvider time) : ISampleRunner
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<SampleOutcome>> RunAsync(ReleaseId release, IReadOnlyList<KnownAnswer> samples, CancellationToken cancellationToken)
    {
        if (samples.Count == 0)
        {
            return [];
        }

        var folder = Directory.CreateTempSubdirectory("logplatform-samples-").FullName;
        try
        {
            var options = new JournalOptions { Directory = folder, SegmentBytes = 1 << 20, MinFreeBytes = 0, RetryWindow = TimeSpan.Zero };
            await using var journal = await FileJournal.OpenAsync(options, time, cancellationToken);
            await using var node = await slots.StartAsideAsync(release, 1, folder, cancellationToken);
            var outcomes = new List<SampleOutcome>();
            foreach (var sample in samples)
            {
                outcomes.Add(await RunAsync(journal, node, sample, cancellationToken));
            }

            return outcomes;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<SampleOutcome> RunAsync(FileJournal journal, ISlot node, KnownAnswer sample, CancellationToken cancellationToken) => SampleUnit.RunAsync(sample, async header =>
    {
        var before = journal.LastDurable;
        var append = await journal.AppendAsync(header, sample.Input, cancellationToken);
        if (append.Status != AppendStatus.Appended)
        {
            throw new IOException($"the sample '{sample.Name}' could not be written for the node: {append.Status}");
        }

        return await node.ProcessAsync(new WorkUnit(append.Id.Value, default, journal.Read(before, 1)), cancellationToken);
    });
}
