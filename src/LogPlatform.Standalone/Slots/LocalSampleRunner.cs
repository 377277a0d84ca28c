using System.Buffers;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Protocols.Envelopes;
using LogPlatform.Protocols.Json;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Journal;

namespace LogPlatform.Standalone.Slots;

/// <summary>Sends samples through one node beside the slots, which reads a journal made for them.</summary>
internal sealed class LocalSampleRunner(LocalSlots slots, TimeProvider time) : ISampleRunner
{
    /// <summary>When every sample was received, 2026-01-01T00:00:00Z: the time of records that have none of their own.</summary>
    private const long ReceivedUnixNano = 1_767_225_600_000_000_000;

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

    private static async Task<SampleOutcome> RunAsync(FileJournal journal, ISlot node, KnownAnswer sample, CancellationToken cancellationToken)
    {
        var verdict = EnvelopeInspector.Inspect(BatchFormat.Ndjson, sample.Input.Span, new IngestLimits());
        if (!verdict.IsValid || verdict.RecordCount == 0)
        {
            return Failed(sample, verdict.Error ?? "the sample holds no record");
        }

        var before = journal.LastDurable;
        var header = new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = ReceivedUnixNano, RecordCount = verdict.RecordCount };
        var append = await journal.AppendAsync(header, sample.Input, cancellationToken);
        if (append.Status != AppendStatus.Appended)
        {
            throw new IOException($"the sample '{sample.Name}' could not be written for the node: {append.Status}");
        }

        try
        {
            var unit = new WorkUnit(append.Id.Value, default, journal.Read(before, 1));
            using var result = await node.ProcessAsync(unit, cancellationToken);
            return result.Tallies is [var tally] && tally.Id == append.Id && tally.Total == verdict.RecordCount
                ? Read(sample, result, tally.Committed)
                : Failed(sample, "the answer does not account for every record");
        }
        catch (ProcessorFailedException error)
        {
            return Failed(sample, error.Message);
        }
        catch (CorruptBlockException error)
        {
            return Failed(sample, $"the answer cannot be read: {error.Message}");
        }
    }

    private static SampleOutcome Read(KnownAnswer sample, WorkResult result, int committed)
    {
        var records = new RecordBatch();
        foreach (var block in result.Blocks)
        {
            if (!BlockReader.TryOpen(block, out var reader))
            {
                return Failed(sample, "the answer cannot be read");
            }

            reader!.Materialize([.. Enumerable.Range(0, reader.Rows)], records);
        }

        if (records.Records.Count != committed)
        {
            return Failed(sample, "the answer holds another number of records than it says");
        }

        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < committed; i++)
        {
            RecordJson.WriteLine(output, records, i);
        }

        return new SampleOutcome(sample.Name, output.WrittenMemory);
    }

    private static SampleOutcome Failed(KnownAnswer sample, string reason) => new(sample.Name, default, reason);
}
