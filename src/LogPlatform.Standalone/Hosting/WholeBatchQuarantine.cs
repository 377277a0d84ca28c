using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Segments;
using Microsoft.Extensions.Options;

namespace LogPlatform.Standalone.Hosting;

/// <summary>Reads the raw batch back from the journal and wraps it up, without looking into it.</summary>
internal sealed class WholeBatchQuarantine(IOptions<JournalOptions> options) : IBatchQuarantine
{
    public WorkResult Whole(JournalEntry entry, string reason)
    {
        var bytes = new GrowList<byte>();
        using var reader = new JournalReader(options.Value.Directory);
        if (!reader.TryRead(entry.Id, entry.Slice, bytes, out var payload, out var header))
        {
            throw new IOException($"batch {entry.Id} cannot be read from the journal");
        }

        var list = new QuarantineWriter();
        list.Add(
            entry.Id,
            ordinal: 0,
            entry.ReceivedUnixNano,
            header!.Format,
            Encoding.UTF8.GetBytes(reason),
            bytes.AsSpan(payload.Offset, payload.Length),
            entry.RecordCount);
        return new WorkResult
        {
            Number = 0,
            Tallies = [new BatchTally(entry.Id, 0, entry.RecordCount, 0)],
            Blocks = [],
            Quarantine = list.Encoded,
            CpuNanoseconds = 0,
        };
    }
}
