using LogPlatform.Core.Batches;

namespace LogPlatform.Core.Ports;

/// <summary>Raw batches, durable before they are acknowledged, kept for rehearsal and rewind.</summary>
public interface IJournal
{
    /// <summary>The last durable batch.</summary>
    BatchId LastDurable { get; }

    /// <summary>Records in all batches that were ever appended: the <c>accepted</c> of the ledger. Survives a restart.</summary>
    long AcceptedRecords { get; }

    /// <summary>Appends a batch. The task completes when the batch is durable (or refused); a cancelled wait does not undo it.</summary>
    /// <param name="header">What is known of the batch.</param>
    /// <param name="payload">Its bytes, decompressed; the journal has copied them when the task completes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<AppendResult> AppendAsync(BatchHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>Durable batches after <paramref name="after"/>, oldest first, at most <paramref name="most"/>; empty when there are none yet.</summary>
    IReadOnlyList<JournalEntry> Read(BatchId after, int most);

    /// <summary>The kept batches received at or after <paramref name="fromUnixNano"/> and before <paramref name="toUnixNano"/>, in order of their ids.</summary>
    IEnumerable<JournalEntry> Scan(long fromUnixNano, long toUnixNano);

    /// <summary>Completes when a batch later than <paramref name="after"/> is durable.</summary>
    ValueTask WaitAsync(BatchId after, CancellationToken cancellationToken);

    /// <summary>Says that every batch up to <paramref name="watermark"/> is durable in the store: retention may take those.</summary>
    void Release(BatchId watermark);
}
