using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Storage.Journal;
using Microsoft.Extensions.Options;

namespace LogPlatform.Standalone.Hosting;

/// <summary>Reads the raw batch back from the journal's files and wraps it up, without looking into it.</summary>
internal sealed class JournalFileQuarantine(IOptions<JournalOptions> options) : IBatchQuarantine
{
    public ValueTask<WorkResult> WholeAsync(JournalEntry entry, string reason, CancellationToken cancellationToken)
    {
        var bytes = new GrowList<byte>();
        using var reader = new JournalReader(options.Value.Directory);
        return reader.TryRead(entry.Id, entry.Slice, bytes, out var payload, out var header)
            ? ValueTask.FromResult(WholeBatch.Quarantined(entry, header!.Format, bytes.AsSpan(payload.Offset, payload.Length), reason))
            : throw new IOException($"batch {entry.Id} cannot be read from the journal");
    }
}
