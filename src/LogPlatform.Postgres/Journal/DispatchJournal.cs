using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Postgres.Journal;

/// <summary>The journal as the dispatcher of one gateway sees it. Reading it asks PostgreSQL nothing.</summary>
internal sealed class DispatchJournal(PgJournal journal, OwnBatches own) : IJournal
{
    /// <inheritdoc/>
    /// <remarks>Of this gateway only: for what the others appended it need not wait.</remarks>
    public BatchId LastDurable => journal.LastOwn;

    /// <inheritdoc/>
    public long AcceptedRecords => journal.AcceptedRecords;

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(BatchHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        journal.AppendAsync(header, payload, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<JournalEntry> Read(BatchId after, int most) => own.Read(after, most);

    /// <inheritdoc/>
    public IEnumerable<JournalEntry> Scan(long fromUnixNano, long toUnixNano) => journal.Scan(fromUnixNano, toUnixNano);

    /// <inheritdoc/>
    public ValueTask WaitAsync(BatchId after, CancellationToken cancellationToken) => own.WaitAsync(after, cancellationToken);

    /// <inheritdoc/>
    public void Release(BatchId watermark) => journal.Release(watermark);
}
