using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Storage.Journal;

/// <summary>The journal of the Standalone edition: preallocated, recycled segment files with group commit.</summary>
public sealed class FileJournal : IJournal, IAsyncDisposable
{
    /// <summary>Opens or creates the journal; a torn tail is cut off.</summary>
    public static ValueTask<FileJournal> OpenAsync(JournalOptions options, TimeProvider time, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public BatchId LastDurable => throw new NotImplementedException();

    /// <inheritdoc/>
    public long AcceptedRecords => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(BatchHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<JournalEntry> Read(BatchId after, int most) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask WaitAsync(BatchId after, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Release(BatchId watermark) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
