using System.Buffers;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Core.Releases;
using LogPlatform.Protocols.Envelopes;
using LogPlatform.Protocols.Json;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Gateway.Validation;

/// <summary>A sample as a unit of work of one batch, and what its answer says.</summary>
public static class SampleUnit
{
    /// <summary>When every sample was received, 2026-01-01T00:00:00Z: the time of records that have none of their own.</summary>
    private const long ReceivedUnixNano = 1_767_225_600_000_000_000;

    /// <summary>Has a sample processed.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="process">Sends its bytes, under the given header, to a node of the release. A <see cref="ProcessorFailedException"/> becomes the outcome.</param>
    public static async Task<SampleOutcome> RunAsync(KnownAnswer sample, Func<BatchHeader, Task<WorkResult>> process)
    {
        var verdict = EnvelopeInspector.Inspect(BatchFormat.Ndjson, sample.Input.Span, new IngestLimits());
        if (!verdict.IsValid || verdict.RecordCount == 0)
        {
            return Failed(sample, verdict.Error ?? "the sample holds no record");
        }

        try
        {
            using var result = await process(new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = ReceivedUnixNano, RecordCount = verdict.RecordCount });
            return result.Tallies is [var tally] && tally.Total == verdict.RecordCount
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
