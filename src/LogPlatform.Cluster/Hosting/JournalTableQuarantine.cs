using LogPlatform.Core.Batches;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Postgres.Journal;

namespace LogPlatform.Cluster.Hosting;

/// <summary>Reads the raw batch back from PostgreSQL and wraps it up, without looking into it.</summary>
internal sealed class JournalTableQuarantine(PgJournal journal) : IBatchQuarantine
{
    public async ValueTask<WorkResult> WholeAsync(JournalEntry entry, string reason, CancellationToken cancellationToken)
    {
        var batch = await journal.ReadPayloadAsync(entry, cancellationToken) ?? throw new IOException($"batch {entry.Id} cannot be read from the journal");
        return WholeBatch.Quarantined(entry, batch.Header.Format, batch.Payload, reason);
    }
}
